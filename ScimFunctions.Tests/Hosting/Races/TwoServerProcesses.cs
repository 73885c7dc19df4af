using Xunit;

namespace ScimFunctions.Tests.Hosting.Races;

/// <summary>Two server processes that share one embedded store.</summary>
public sealed class TwoServerProcesses : ScimServer
{
    private readonly TemporaryDirectory _directory = new();
    private ServerProcess? _first;
    private ServerProcess? _second;

    public override async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = new ServerProcessOptions { Directory = _directory.Path };
        _first = await ServerProcess.StartAsync(options, first: true, cancellation);
        _second = await ServerProcess.StartAsync(options, first: false, cancellation);
    }

    public override Task<ScimTenant> NewTenantAsync(string path) => _first!.NewTenantAsync(path, TestContext.Current.CancellationToken);

    /// <summary>The tenant group as the other process answers for it.</summary>
    public ScimTenant AtTheOther(ScimTenant tenant) => tenant with { BaseUri = _second!.TenantUri(tenant.Path) };

    public override async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _first, _second })
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }

        _directory.Dispose();
        await base.DisposeAsync();
    }
}
