using Xunit;

namespace ScimFunctions.Tests.Hosting.Crashes;

/// <summary>The embedded store under SIGKILL.</summary>
/// <param name="checkStore">Checks, in the embedded store's directory, that no user lacks an index row and no index row its user.</param>
public abstract class CrashTests(Func<string, Task> checkStore)
{
    private const int Rounds = 20;

    [Fact]
    public async Task Acknowledged_writes_survive_twenty_kills()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var directory = new TemporaryDirectory();
        var options = Options(directory.Path);
        var ledger = new List<LedgerUser>();
        var server = await ServerProcess.StartAsync(options, first: true, cancellation);
        try
        {
            var token = server.Token!;
            for (var round = 0; round < Rounds; round++)
            {
                var touched = await LoadUntilKilledAsync(server, token, round, cancellation);
                ledger.AddRange(touched);
                await server.DisposeAsync();

                server = await ServerProcess.StartAsync(options, first: false, cancellation);
                await CheckAsync(server, token, touched, cancellation);
                await checkStore(directory.Path);
            }

            await CheckAsync(server, token, ledger, cancellation);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>How the server is started on a directory.</summary>
    protected virtual ServerProcessOptions Options(string directory) => new() { Directory = directory };

    private static async Task<IReadOnlyCollection<LedgerUser>> LoadUntilKilledAsync(
        ServerProcess server, string token, int round, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var writes = 20 + new Random(round).Next(150);
        var touched = await new CrashLoad(client, Demo(server, token), round).RunAsync(writes, server.Kill, cancellation);
        await server.WaitForExitAsync(cancellation);
        return touched;
    }

    private static async Task CheckAsync(ServerProcess server, string token, IEnumerable<LedgerUser> users, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        await new LedgerCheck(client, Demo(server, token)).AllAsync(users, cancellation);
    }

    private static ScimTenant Demo(ServerProcess server, string token) => new("demo", server.TenantUri("demo"), token);
}
