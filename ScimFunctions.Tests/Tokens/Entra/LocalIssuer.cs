using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens.Entra;

/// <summary>An issuer of access tokens as Entra ID is one, on a loopback port: metadata, keys, and tokens that it signs.</summary>
public sealed class LocalIssuer : IAsyncLifetime
{
    public const string Tenant = "11111111-aaaa-bbbb-cccc-222222222222", Client = "33333333-aaaa-bbbb-cccc-444444444444", Administrator = "55555555-aaaa-bbbb-cccc-666666666666";

    private readonly List<JsonWebKey> _keys = [];
    private int _keyReads;
    private WebApplication? _app;

    public RsaSecurityKey Rsa { get; private set; } = null!;

    public ECDsaSecurityKey Ec { get; private set; } = null!;

    /// <summary>How often the keys were fetched.</summary>
    public int KeyReads => Volatile.Read(ref _keyReads);

    /// <summary>Whether it answers.</summary>
    public bool Down { get; set; }

    public Uri Authority { get; private set; } = null!;

    private string Issuer => $"{Authority}/issuer";

    public async ValueTask InitializeAsync()
    {
        Rsa = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "rsa-1" };
        Ec = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "ec-1" };
        Publish(Rsa);
        _keys.Add(JsonWebKeyConverter.ConvertFromECDsaSecurityKey(Ec));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/v2.0/.well-known/openid-configuration", () => Answer(() => new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = $"{Authority}/keys" }));
        _app.MapGet("/v2.0/keys", () => Answer(Keys));
        await _app.StartAsync();
        Authority = new Uri(_app.Urls.First() + "/v2.0");
    }

    /// <summary>Adds a key to those that it publishes.</summary>
    public void Publish(RsaSecurityKey key) => _keys.Add(JsonWebKeyConverter.ConvertFromRSASecurityKey(key));

    /// <summary>A token that lets an administrator in, but for what is changed.</summary>
    public string Token(DateTimeOffset now, SigningCredentials? signing, Action<Dictionary<string, object>>? change = null)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["tid"] = Tenant,
            ["oid"] = Administrator,
            ["sub"] = "subject",
            ["ver"] = "2.0",
            ["roles"] = new[] { "Scim.Admin" },
            ["nbf"] = now.ToUnixTimeSeconds() - 60,
            ["iat"] = now.ToUnixTimeSeconds() - 60,
            ["exp"] = now.ToUnixTimeSeconds() + 3600,
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signing });
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private JsonObject Keys()
    {
        Interlocked.Increment(ref _keyReads);
        var keys = new JsonArray();
        foreach (var key in _keys)
        {
            var json = new JsonObject { ["kty"] = key.Kty, ["kid"] = key.Kid, ["use"] = "sig" };
            foreach (var (name, value) in ((string, string?)[])[("n", key.N), ("e", key.E), ("crv", key.Crv), ("x", key.X), ("y", key.Y)])
            {
                if (value is not null)
                {
                    json[name] = value;
                }
            }

            keys.Add((JsonNode)json);
        }

        return new JsonObject { ["keys"] = keys };
    }

    private IResult Answer(Func<JsonObject> answer) =>
        Down ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Text(answer().ToJsonString(), "application/json");
}
