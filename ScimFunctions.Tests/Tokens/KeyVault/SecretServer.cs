using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ScimFunctions.Tests.Tokens.KeyVault;

/// <summary>A server that speaks what the vault adapter uses of Key Vault's secrets interface, with its bearer challenge.</summary>
public sealed class SecretServer : IAsyncDisposable
{
    private const string AccessToken = "access";

    private readonly Dictionary<string, JsonObject> _secrets = new(StringComparer.Ordinal);
    private readonly HttpClientHandler _handler;
    private readonly WebApplication _app;

    private SecretServer(WebApplication app, X509Certificate2 certificate)
    {
        _app = app;
        _handler = new()
        {
#pragma warning disable MA0039 // The certificate is the test's own, and no other is accepted.
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented!.Thumbprint.Equals(certificate.Thumbprint, StringComparison.Ordinal),
#pragma warning restore MA0039
        };
    }

    public int Challenges { get; private set; }

    public HttpStatusCode? Failure { get; set; }

    public static async Task<SecretServer> StartAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var signed = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var certificate = X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        var server = new SecretServer(app, certificate);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public SecretClient Client()
    {
        var options = new SecretClientOptions
        {
            DisableChallengeResourceVerification = true,
            Transport = new HttpClientTransport(_handler),
        };
        options.Retry.MaxRetries = 0;
        return new(new Uri(_app.Urls.Single()), new FixedCredential(), options);
    }

    public string? ContentType(string name, string version) => (string?)_secrets[$"{name}/{version}"]["contentType"];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _handler.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Headers.Authorization != "Bearer " + AccessToken)
        {
            Challenges++;
            response.StatusCode = 401;
            response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.example/tenant\", resource=\"https://vault.example\"";
            return;
        }

        if (Failure is { } failure)
        {
            response.StatusCode = (int)failure;
            return;
        }

        var path = request.Path.Value!["/secrets/".Length..].TrimEnd('/');
        switch (request.Method)
        {
            case "PUT":
                var body = (JsonObject)JsonNode.Parse(await new StreamReader(request.Body).ReadToEndAsync())!;
                var version = RandomNumberGenerator.GetHexString(32, lowercase: true);
                body["id"] = $"https://{request.Host}/secrets/{path}/{version}";
                body["attributes"] = new JsonObject { ["enabled"] = true };
                _secrets[$"{path}/{version}"] = _secrets[path] = body;
                await WriteAsync(response, 200, body);
                break;
            case "GET" when _secrets.TryGetValue(path, out var secret):
                await WriteAsync(response, 200, secret);
                break;
            default:
                await WriteAsync(response, 404, (JsonObject)JsonNode.Parse("""{"error":{"code":"SecretNotFound","message":"There is none."}}""")!);
                break;
        }
    }

    private static Task WriteAsync(HttpResponse response, int status, JsonObject body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return response.WriteAsync(body.ToJsonString());
    }

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(SecretServer.AccessToken, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
