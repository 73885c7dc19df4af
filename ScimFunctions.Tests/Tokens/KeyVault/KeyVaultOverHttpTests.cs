using System.Net;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.KeyVault;
using Xunit;

namespace ScimFunctions.Tests.Tokens.KeyVault;

public sealed class KeyVaultOverHttpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_set_is_read_by_its_version()
    {
        await using var server = await SecretServer.StartAsync();
        var vault = new KeyVaultTokenVault(server.Client());
        var first = await vault.SetAsync("scim-token-1", "{\"a\":1}", Cancellation);
        var second = await vault.SetAsync("scim-token-1", "{\"a\":2}", Cancellation);

        Assert.Equal("{\"a\":1}", await vault.GetAsync("scim-token-1", first, Cancellation));
        Assert.Equal("{\"a\":2}", await vault.GetAsync("scim-token-1", second, Cancellation));
        Assert.Equal("application/json", server.ContentType("scim-token-1", first));
        Assert.Equal(1, server.Challenges);
    }

    [Fact]
    public async Task A_missing_version_is_an_exception_that_names_the_secret()
    {
        await using var server = await SecretServer.StartAsync();
        var failure = await Assert.ThrowsAsync<TokenVaultException>(() =>
            new KeyVaultTokenVault(server.Client()).GetAsync("scim-token-1", new string('0', 32), Cancellation));
        Assert.Contains("scim-token-1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_vault_that_refuses_is_unavailable(HttpStatusCode status)
    {
        await using var server = await SecretServer.StartAsync();
        server.Failure = status;
        var vault = new KeyVaultTokenVault(server.Client());

        await Assert.ThrowsAsync<TokenVaultException>(() => vault.SetAsync("scim-token-1", "{}", Cancellation));
        await Assert.ThrowsAsync<TokenVaultException>(() => vault.GetAsync("scim-token-1", "1", Cancellation));
        await Assert.ThrowsAsync<TokenVaultException>(() => vault.PingAsync(Cancellation));
    }

    [Fact]
    public async Task A_vault_that_cannot_be_reached_is_unavailable()
    {
        var gone = new KeyVaultTokenVault(new(new Uri("https://localhost:1"), new Azure.Identity.ClientSecretCredential("t", "c", "s"),
            new() { Retry = { MaxRetries = 0 } }));

        var failure = await Assert.ThrowsAsync<TokenVaultException>(() => gone.GetAsync("scim-token-1", "1", Cancellation));
        Assert.Equal("The token vault is unavailable.", failure.Message);
    }

    [Fact]
    public async Task An_empty_vault_answers_a_ping()
    {
        await using var server = await SecretServer.StartAsync();
        await new KeyVaultTokenVault(server.Client()).PingAsync(Cancellation);
    }

    [Fact]
    public async Task A_token_made_in_the_vault_is_granted()
    {
        await using var server = await SecretServer.StartAsync();
        var vault = new KeyVaultTokenVault(server.Client());
        var groups = new TenantGroupRegistry(new InMemoryTable(), TimeProvider.System);
        await groups.CreateAsync("acme", null, Cancellation);
        var made = Assert.IsType<TokenMade>(await new TokenAdministration(groups, vault, new(RequireSso: false), TimeProvider.System)
            .CreateAsync("acme", TokenWorld.Request(), Cancellation));
        var authenticator = new TokenAuthenticator(
            groups, vault, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<TokenAuthenticator>.Instance);

        Assert.IsType<Granted>(await authenticator.AuthenticateAsync("acme", "Bearer " + made.Token.Reveal(), Cancellation));
    }
}
