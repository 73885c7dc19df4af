using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration.Memory;
using ScimFunctions.Functions;
using ScimFunctions.Functions.Bulk;
using ScimFunctions.Functions.Management;
using ScimFunctions.Functions.Management.Access;
using ScimFunctions.Functions.Management.Checking;
using ScimFunctions.Functions.Management.Log;
using ScimFunctions.Functions.Management.People;
using ScimFunctions.Functions.Management.Sso;
using ScimFunctions.Functions.Management.TenantGroups;
using ScimFunctions.Functions.Management.Tokens;
using ScimFunctions.Functions.Management.Transfer;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Hosting.Observation;

namespace ScimFunctions.Hosting.Standalone;

/// <summary>Kestrel serving the functions: a process of its own, or the custom handler behind a Functions host.</summary>
public static class StandaloneServer
{
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // A failed start is told in one sentence by the program itself.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        ["Logging:LogLevel:Azure"] = "Warning",
        // Its activity and log scope for every request tell nothing that the correlation id does not.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
    };

    /// <summary>Builds the server; it listens once it is started.</summary>
    /// <param name="args">Configuration, such as <c>--urls http://localhost:8080</c>.</param>
    /// <param name="adjust">Changes what is built, such as the services, before it is.</param>
    /// <exception cref="SetupException">The configuration does not do.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        // Watching configuration files costs start-up time, and nothing reads them again.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.WebHost.UseUrls(Urls(builder.Configuration));
        // Requests never wait on a thread for anything but a short read of the embedded store.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddClosedServices().AddScimFunctions(builder.Configuration);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        adjust?.Invoke(builder);
        builder.Services.AddTelemetry(builder.Configuration);

        var app = builder.Build();
        app.MapFunctions<UserFunctions>();
        app.MapFunctions<GroupFunctions>();
        app.MapFunctions<MeFunctions>();
        app.MapFunctions<BulkFunctions>();
        app.MapFunctions<SearchFunctions>();
        app.MapFunctions<DiscoveryFunctions>();
        app.MapFunctions<TenantGroupFunctions>();
        app.MapFunctions<SettingsFunctions>();
        app.MapFunctions<CheckFunctions>();
        app.MapFunctions<SsoFunctions>();
        app.MapFunctions<TokenFunctions>();
        app.MapFunctions<AdminKeyFunctions>();
        app.MapFunctions<IdentityFunctions>();
        app.MapFunctions<MemberFunctions>();
        app.MapFunctions<SignInFunctions>();
        app.MapFunctions<RestoreFunctions>();
        app.MapFunctions<ErasureFunctions>();
        app.MapFunctions<LogFunctions>();
        app.MapFunctions<TransferFunctions>();
        app.MapFunctions<ExtensionFunctions>();
        app.MapFunctions<OpenApiFunctions>();
        app.MapFunctions<HealthFunctions>();
        app.MapFunctions<FallbackFunction>();
        return app;
    }

    /// <summary>Listens.</summary>
    /// <exception cref="SetupException">An address is not one of this machine.</exception>
    /// <exception cref="IOException">A port is in use.</exception>
    public static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (SocketException exception)
        {
            throw new SetupException($"The server cannot listen on {Urls(app.Configuration)}: {exception.Message}. Name a free address of this machine by --urls.");
        }
    }

    /// <summary>
    /// Whether a person is looking: not on Azure or behind a host, and the store is one of this machine. Only then are a
    /// demo group and its secrets made and shown.
    /// </summary>
    public static bool IsLocal(IConfiguration configuration) =>
        configuration.Setting(ConfigurationKeys.AzureSite) is null
        && configuration.Setting(ConfigurationKeys.CustomHandlerPort) is null
        && configuration.Setting(ConfigurationKeys.TableServiceUri) is null;

    private static string Urls(IConfiguration configuration)
    {
        if (configuration.Setting(ConfigurationKeys.CustomHandlerPort) is { } port)
        {
            return ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{number}")
                : throw new SetupException($"The setting {ConfigurationKeys.CustomHandlerPort} is not a port.");
        }

        var urls = configuration.Setting("urls") ?? PublicAddress.Default;
        return urls.Split(';', StringSplitOptions.RemoveEmptyEntries).All(IsHttp)
            ? urls
            : throw new SetupException("The setting urls is not a list of http:// addresses, such as http://localhost:7071. TLS ends in front of this server.");
    }

    private static bool IsHttp(string url)
    {
        try
        {
            return BindingAddress.Parse(url.Trim()).Scheme.Equals("http", StringComparison.OrdinalIgnoreCase);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
