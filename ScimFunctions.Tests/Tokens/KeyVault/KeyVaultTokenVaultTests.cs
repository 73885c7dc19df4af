using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Moq;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.KeyVault;
using Xunit;

namespace ScimFunctions.Tests.Tokens.KeyVault;

public sealed class KeyVaultTokenVaultTests
{
    private readonly Mock<SecretClient> _client = new(MockBehavior.Strict);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setting_sends_JSON_and_gives_the_version()
    {
        _client.Setup(client => client.SetSecretAsync(
                It.Is<KeyVaultSecret>(secret => secret.Name == "scim-token-1" && secret.Value == "{}" && secret.Properties.ContentType == "application/json"),
                It.IsAny<CancellationToken>()))
            .ReturnsAsync(Answer("{}", "v1"));
        Assert.Equal("v1", await new KeyVaultTokenVault(_client.Object).SetAsync("scim-token-1", "{}", Cancellation));
    }

    [Fact]
    public async Task Getting_asks_for_the_version()
    {
        _client.Setup(client => client.GetSecretAsync("scim-token-1", "v1", It.IsAny<CancellationToken>()))
            .ReturnsAsync(Answer("{\"a\":1}", "v1"));
        Assert.Equal("{\"a\":1}", await new KeyVaultTokenVault(_client.Object).GetAsync("scim-token-1", "v1", Cancellation));
    }

    [Fact]
    public async Task A_failure_is_an_unavailable_vault() =>
        await AssertUnavailableAsync(new RequestFailedException(503, "down"));

    [Fact]
    public async Task A_credential_that_fails_is_an_unavailable_vault() =>
        await AssertUnavailableAsync(new AuthenticationFailedException("no identity"));

    [Fact]
    public async Task Failures_of_all_attempts_are_an_unavailable_vault() =>
        await AssertUnavailableAsync(new AggregateException(new RequestFailedException("no route")));

    private async Task AssertUnavailableAsync(Exception cause)
    {
        _client.Setup(client => client.SetSecretAsync(It.IsAny<KeyVaultSecret>(), It.IsAny<CancellationToken>())).ThrowsAsync(cause);
        var failure = await Assert.ThrowsAsync<TokenVaultException>(() =>
            new KeyVaultTokenVault(_client.Object).SetAsync("scim-token-1", "{\"hash\":\"secret\"}", Cancellation));
        Assert.Same(cause, failure.InnerException);
        Assert.DoesNotContain("hash", failure.ToString(), StringComparison.Ordinal);
    }

    private static Response<KeyVaultSecret> Answer(string value, string version)
    {
        var properties = SecretModelFactory.SecretProperties(
            new Uri($"https://vault.example/secrets/scim-token-1/{version}"), name: "scim-token-1", version: version);
        return Response.FromValue(SecretModelFactory.KeyVaultSecret(properties, value), Mock.Of<Response>());
    }
}
