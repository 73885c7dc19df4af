using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Hosting.Standalone;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Hosting;

/// <summary>The server as <c>dotnet run</c> builds it, on a free loopback port of this process.</summary>
public abstract class InProcessServer : ScimServer
{
    private WebApplication? _app;

    /// <summary>The store behind the server.</summary>
    public ITable Table => _app!.Services.GetRequiredService<ITable>();

    /// <summary>What the server is made of.</summary>
    protected IServiceProvider Services => _app!.Services;

    public override async Task<ScimTenant> NewTenantAsync(string path)
    {
        var services = _app!.Services;
        await services.GetRequiredService<TenantGroupRegistry>().CreateAsync(path, name: null, CancellationToken.None);
        return new ScimTenant(path, new Uri($"{_app.Urls.First()}/api/scim/v2/groups/{path}"), await NewTokenAsync(path, TokenScope.Provision));
    }

    /// <summary>Another token of a tenant group.</summary>
    public async Task<string> NewTokenAsync(string path, TokenScope scope, TimeSpan? lifetime = null)
    {
        var request = new TokenRequest("test", scope, lifetime, "test");
        var made = await _app!.Services.GetRequiredService<TokenAdministration>().CreateAsync(path, request, CancellationToken.None);
        return Assert.IsType<TokenMade>(made).Token.Reveal();
    }

    /// <summary>Builds and starts the server with this configuration.</summary>
    protected async Task StartAsync(params IEnumerable<string> configuration)
    {
        _app = StandaloneServer.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. configuration], Adjust);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Changes the server before it is built.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
