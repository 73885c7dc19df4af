namespace ScimFunctions.Hosting.Standalone;

/// <summary>
/// Lets the threads that wait for the network answer requests themselves instead of handing each to the thread pool,
/// which costs a third of a short read (docs/adr/0007). For the embedded store alone: it reads without waiting, and what
/// takes long leaves these threads by itself.
/// </summary>
public static class SocketCompletions
{
    // .NET reads it once, when the process opens its first socket; there is no other way to set it.
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Sets it for this process, unless its environment says otherwise.</summary>
    public static void InlineWhereEmbedded(IConfiguration configuration)
    {
        if (configuration.Setting(ConfigurationKeys.TableServiceUri) is null
            && configuration.Setting(ConfigurationKeys.ConnectionString) is null
            && configuration.Setting(ConfigurationKeys.VaultUri) is null
            && Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
