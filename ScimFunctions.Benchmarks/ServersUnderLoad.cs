using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Benchmarks;

/// <summary>The bare server and ScimFunctions side by side, each in a process of its own, the latter on an empty store.</summary>
public sealed class ServersUnderLoad : IAsyncDisposable
{
    private readonly GuardedProcess _bare;
    private readonly ServerProcess _scim;

    private ServersUnderLoad(GuardedProcess bare, Uri bareUri, ServerProcess scim) => (_bare, BareUri, _scim) = (bare, bareUri, scim);

    public Uri BareUri { get; }

    public Uri TenantUri => _scim.TenantUri("demo");

    public string Token => _scim.Token!;

    public static async Task<ServersUnderLoad> StartAsync(BenchmarkOptions options, string directory, CancellationToken cancellation)
    {
        var root = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        var bare = GuardedProcess.Start("dotnet",
            [typeof(BareServer).Assembly.Location, "bare", "--urls", root.AbsoluteUri.TrimEnd('/')], new Dictionary<string, string>(StringComparer.Ordinal));
        try
        {
            await ServerReadiness.WaitAsync(root, bare, cancellation);
            var server = new ServerProcessOptions { Directory = directory, Environment = Quiet };
            server = options.Executable is { } executable ? server with { Executable = executable } : server;
            return new ServersUnderLoad(bare, root, await ServerProcess.StartAsync(server, first: true, cancellation));
        }
        catch
        {
            await bare.DisposeAsync();
            throw;
        }
    }

    // The bare server logs nothing either.
    private static Dictionary<string, string> Quiet => new(StringComparer.Ordinal) { ["Logging__LogLevel__Default"] = "Warning", ["DOTNET_ENVIRONMENT"] = "Production" };

    public async ValueTask DisposeAsync()
    {
        await _scim.DisposeAsync();
        await _bare.DisposeAsync();
    }
}
