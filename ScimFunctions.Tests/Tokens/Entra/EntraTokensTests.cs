using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Entra;
using Xunit;

namespace ScimFunctions.Tests.Tokens.Entra;

/// <summary>Which access tokens let an administrator in: real ones, signed by an issuer that is reached over HTTP.</summary>
public sealed class EntraTokensTests(LocalIssuer issuer) : IClassFixture<LocalIssuer>
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));

    /// <summary>What is changed of a token that lets in.</summary>
    public static TheoryData<string, Action<Dictionary<string, object>>> Wrong => new()
    {
        { "audience", claims => claims["aud"] = "00000000-0000-0000-0000-000000000000" },
        { "no audience", claims => claims.Remove("aud") },
        { "issuer", claims => claims["iss"] = "https://login.microsoftonline.com/other/v2.0" },
        { "directory", claims => claims["tid"] = "00000000-0000-0000-0000-000000000000" },
        { "no directory", claims => claims.Remove("tid") },
        { "role", claims => claims["roles"] = new[] { "Scim.Reader", "scim.admin" } },
        { "no role", claims => claims.Remove("roles") },
        { "scope in place of the role", claims => { claims.Remove("roles"); claims["scp"] = "Scim.Admin"; } },
        { "expired", claims => claims["exp"] = (long)claims["iat"] - 600 },
        { "no end", claims => claims.Remove("exp") },
        { "not begun", claims => claims["nbf"] = (long)claims["iat"] + 3600 },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SigningCredentials Rs256 => new(issuer.Rsa, SecurityAlgorithms.RsaSha256);

    [Fact]
    public async Task A_token_by_RSA_or_by_ECDSA_lets_in()
    {
        Assert.Equal(LocalIssuer.Administrator, await ValidateAsync(issuer.Token(Now, Rs256)));
        Assert.Equal(LocalIssuer.Administrator, await ValidateAsync(issuer.Token(Now, new(issuer.Ec, SecurityAlgorithms.EcdsaSha256))));
    }

    [Fact]
    public async Task The_audience_may_be_the_apps_URI() =>
        Assert.NotNull(await ValidateAsync(issuer.Token(Now, Rs256, claims => claims["aud"] = $"api://{LocalIssuer.Client}")));

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_with_something_wrong_does_not(string what, Action<Dictionary<string, object>> change) =>
        Assert.True(await ValidateAsync(issuer.Token(Now, Rs256, change)) is null, what);

    [Fact]
    public async Task A_token_without_a_signature_does_not()
    {
        var parts = issuer.Token(Now, Rs256).Split('.');
        foreach (var algorithm in (string[])["none", "None", "NONE"])
        {
            var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT"}"""));
            Assert.Null(await ValidateAsync($"{header}.{parts[1]}."));
            Assert.Null(await ValidateAsync($"{header}.{parts[1]}.{parts[2]}"));
        }

        Assert.Null(await ValidateAsync($"{parts[0]}.{parts[1]}."));
        Assert.Null(await ValidateAsync(issuer.Token(Now, signing: null)));
    }

    [Fact]
    public async Task A_public_key_is_no_shared_secret()
    {
        foreach (var secret in (byte[][])[issuer.Rsa.Rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(issuer.Rsa.Rsa.ExportSubjectPublicKeyInfoPem())])
        {
            var key = new SymmetricSecurityKey(secret) { KeyId = issuer.Rsa.KeyId };
            Assert.Null(await ValidateAsync(issuer.Token(Now, new(key, SecurityAlgorithms.HmacSha256))));
        }
    }

    [Fact]
    public async Task Another_key_with_the_same_id_does_not()
    {
        using var rsa = RSA.Create(2048);
        Assert.Null(await ValidateAsync(issuer.Token(Now, new(new RsaSecurityKey(rsa) { KeyId = issuer.Rsa.KeyId }, SecurityAlgorithms.RsaSha256))));
    }

    [Fact]
    public async Task A_changed_payload_does_not()
    {
        var parts = issuer.Token(Now, Rs256, claims => claims.Remove("roles")).Split('.');
        var granted = issuer.Token(Now, Rs256).Split('.');
        Assert.Null(await ValidateAsync($"{parts[0]}.{granted[1]}.{parts[2]}"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.")]
    public async Task What_is_no_token_does_not(string token) => Assert.Null(await ValidateAsync(token));

    [Fact]
    public async Task A_new_key_counts_once_it_is_published_and_asked_for_no_more_often_than_every_five_minutes()
    {
        var tokens = NewTokens();
        Assert.NotNull(await tokens.ValidateAsync(issuer.Token(Now, Rs256), Cancellation));
        using var rsa = RSA.Create(2048);
        var next = new RsaSecurityKey(rsa) { KeyId = "rsa-2" };
        var rolled = issuer.Token(Now, new(next, SecurityAlgorithms.RsaSha256));
        var reads = issuer.KeyReads;
        Assert.Null(await tokens.ValidateAsync(rolled, Cancellation));
        issuer.Publish(next);
        Assert.Null(await tokens.ValidateAsync(rolled, Cancellation));
        Assert.Equal(reads, issuer.KeyReads);

        _time.Advance(EntraKeys.RereadAge);

        Assert.NotNull(await tokens.ValidateAsync(rolled, Cancellation));
        Assert.Equal(reads + 1, issuer.KeyReads);
    }

    [Fact]
    public async Task In_an_outage_known_keys_count_and_without_them_nobody_is_let_in()
    {
        var tokens = NewTokens();
        Assert.NotNull(await tokens.ValidateAsync(issuer.Token(Now, Rs256), Cancellation));
        issuer.Down = true;
        try
        {
            _time.Advance(EntraKeys.LongestAge);
            Assert.NotNull(await tokens.ValidateAsync(issuer.Token(Now, Rs256), Cancellation));
            await Assert.ThrowsAsync<TokenVaultException>(() => NewTokens().ValidateAsync(issuer.Token(Now, Rs256), Cancellation));
        }
        finally
        {
            issuer.Down = false;
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private EntraTokens NewTokens()
    {
        var options = new EntraOptions(LocalIssuer.Tenant, LocalIssuer.Client, issuer.Authority);
        return new EntraTokens(options, new EntraKeys(options, EntraKeys.NewClient(), _time), _time);
    }

    private Task<string?> ValidateAsync(string token) => NewTokens().ValidateAsync(token, Cancellation);
}
