using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Hosting;

/// <summary>
/// A server whose store the test reaches too: as <c>dotnet run</c> builds it, in this process, or the published executable
/// where <see cref="ServerProgram"/> names one. A server that is adjusted is only to be had in this process.
/// </summary>
public abstract class InProcessServer : ScimServer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // Tests send faster than clients, with wrong keys too, and most are not about SAML SSO.
    private static readonly string[] Lenient =
    [
        "--Logging:LogLevel:Default=Warning", "--Tokens:RequireSso=false", "--RateLimit:RequestsPerSecond=0", "--Administrators:FailuresPerMinute=0",
    ];

    private IServerHost? _host;
    private Task<string>? _adminKey;

    /// <summary>The store behind the server.</summary>
    public ITable Table => _host!.Services.GetRequiredService<ITable>();

    /// <summary>Where it listens, without a final slash.</summary>
    public string Root => _host!.Root.TrimEnd('/');

    /// <summary>What the server is made of.</summary>
    protected IServiceProvider Services => _host!.Services;

    public override async Task<ScimTenant> NewTenantAsync(string path)
    {
        Assert.SkipWhen(ServerProgram.IsPublished && IsAdjusted, "It replaces parts of the server, and a published executable's cannot be replaced.");
        await _host!.Services.GetRequiredService<TenantGroupRegistry>().CreateAsync(path, name: null, CancellationToken.None);
        return new ScimTenant(path, TenantUri(path), await NewTokenAsync(path, TokenScope.Provision));
    }

    /// <summary>The key of the management interface.</summary>
    public Task<string> AdminKeyAsync() => LazyInitializer.EnsureInitialized(ref _adminKey, MakeAdminKeyAsync);

    /// <summary>Another token of a tenant group.</summary>
    public async Task<string> NewTokenAsync(string path, TokenScope scope, TimeSpan? lifetime = null, string? userId = null)
    {
        var request = new TokenRequest("test", scope, lifetime, "test") { UserId = userId };
        var made = await _host!.Services.GetRequiredService<TokenAdministration>().CreateAsync(path, request, CancellationToken.None);
        var token = Assert.IsType<TokenMade>(made).Token.Reveal();
        if (_host is ExecutableHost)
        {
            await TakesAsync(new ScimTenant(path, TenantUri(path), token), TestContext.Current.CancellationToken);
        }

        return token;
    }

    // An executable has made and shown one at its start.
    private async Task<string> MakeAdminKeyAsync()
    {
        var keys = _host!.Services.GetRequiredService<AdminKey>();
        return (await keys.EnsureAsync(CancellationToken.None) ?? await keys.RotateAsync(CancellationToken.None))!.Reveal();
    }

    /// <summary>Builds and starts the server with this configuration.</summary>
    protected async Task StartAsync(params IEnumerable<string> configuration)
    {
        var cancellation = TestContext.Current.CancellationToken;
        string[] settings = [.. Lenient, .. configuration];
        _host = ServerProgram.IsPublished && !IsAdjusted
            ? await ExecutableHost.StartAsync(settings, cancellation)
            : await InProcessHost.StartAsync(settings, Adjust, cancellation);
    }

    /// <summary>Changes the server before it is built.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private bool IsAdjusted =>
        GetType().GetMethod(nameof(Adjust), BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType != typeof(InProcessServer);

    private Uri TenantUri(string path) => new($"{_host!.Root}/api/scim/v2/groups/{path}");

    // Another process may hold what it read of the tenant group for two seconds before it looks for a new token.
    private async Task TakesAsync(ScimTenant tenant, CancellationToken cancellation)
    {
        while ((await Client.SendAsync(tenant, HttpMethod.Get, "/ServiceProviderConfig", null, cancellation)).Status is HttpStatusCode.Unauthorized)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }
}
