using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Functions.Management;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tests.Tokens;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>While the vault is away nobody comes in who should not, nobody is told anything, and who is known goes on.</summary>
public sealed class VaultOutageTests : IAsyncLifetime
{
    private readonly OutageServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_token_that_is_known_goes_on_and_a_wrong_one_does_not_come_in()
    {
        var session = await TenantSession.NewAsync(_server);
        (await session.GetAsync("/Users")).Is(HttpStatusCode.OK);
        _server.Vault.Down = true;

        (await session.GetAsync("/Users")).Is(HttpStatusCode.OK);
        (await session.CreateAsync("ada")).Is(HttpStatusCode.Created);
        (await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer " + TokenFormat.Bearer.Create().Reveal()))).IsError(401);
    }

    [Fact]
    public async Task A_token_that_is_not_known_yet_waits_whether_it_is_right_or_wrong()
    {
        var session = await TenantSession.NewAsync(_server);
        _server.Vault.Down = true;

        var right = (await session.GetAsync("/Users")).IsError(503);
        var wrong = (await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer " + TokenFormat.Bearer.Create().Reveal()))).IsError(503);
        Assert.Equal(right.Body, wrong.Body);
        Assert.True(int.Parse(right.Header("Retry-After")!, CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task What_needs_the_vault_is_put_off_and_leaves_nothing_half_made()
    {
        var session = await ManagementSession.NewAsync(_server);
        await session.SendRootAsync("GET", "/api/groups");
        _server.Vault.Down = true;

        var path = TenantPath.Unique("outage");
        ManagementSession.IsProblem(
            await session.SendRootAsync("POST", "/api/groups", $$"""{"path":"{{path}}","token":{"name":"x"} }"""), HttpStatusCode.ServiceUnavailable);
        ManagementSession.IsProblem(await session.SendRootAsync("GET", "/api/groups/" + path), HttpStatusCode.NotFound);
        ManagementSession.IsProblem(await session.SendAsync("POST", "/tokens", """{"name":"x"}"""), HttpStatusCode.ServiceUnavailable);

        _server.Vault.Down = false;
        (await session.SendRootAsync("POST", "/api/groups", $$"""{"path":"{{path}}","token":{"name":"x"} }""")).Is(HttpStatusCode.Created);
    }

    /// <summary>A server whose vault can be down.</summary>
    private sealed class OutageServer : InProcessServer
    {
        private readonly TemporaryDirectory _directory = new();

        public ScriptedVault Vault { get; } = new(new InMemoryTable());

        public override async ValueTask InitializeAsync() => await StartAsync($"--Storage:Embedded:Directory={_directory.Path}");

        public override async ValueTask DisposeAsync()
        {
            Vault.Down = false;
            await base.DisposeAsync();
            _directory.Dispose();
        }

        protected override void Adjust(WebApplicationBuilder builder)
        {
            builder.Logging.ClearProviders();
            builder.Services.Replace(ServiceDescriptor.Singleton<ITokenVault>(Vault));
        }
    }
}
