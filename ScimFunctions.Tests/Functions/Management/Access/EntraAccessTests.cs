using System.Net;
using System.Net.Http.Headers;
using Microsoft.IdentityModel.Tokens;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Tokens.Entra;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Access;

/// <summary>Management by access tokens of Entra ID, beside the admin key.</summary>
public sealed class EntraAccessTests(EntraAccessTests.EntraServer server) : IClassFixture<EntraAccessTests.EntraServer>
{
    [Fact]
    public async Task An_administrator_of_Entra_ID_manages_and_is_named()
    {
        var session = await ManagementSession.NewAsync(server);
        var token = server.Token();

        var made = await session.SendRootAsync("POST", $"/api/groups/{session.Path}/tokens", """{"name":"x"}""", key: token);

        Assert.Equal($"Entra ID {LocalIssuer.Administrator}", (string?)made.Is(HttpStatusCode.Created).Json["createdBy"]);
        (await session.SendAsync("GET", "")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_no_role_does_not()
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(
            await session.SendRootAsync("GET", "/api/groups", key: server.Token(claims => claims.Remove("roles"))), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_of_Entra_ID_is_no_token_of_a_group()
    {
        var session = await ManagementSession.NewAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, session.Users.Tenant.BaseUri + "/Users");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token());
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    /// <summary>A server that knows an issuer.</summary>
    public sealed class EntraServer : InProcessServer
    {
        private readonly TemporaryDirectory _directory = new();
        private readonly LocalIssuer _issuer = new();

        public override async ValueTask InitializeAsync()
        {
            await _issuer.InitializeAsync();
            await StartAsync(
                $"--Storage:Embedded:Directory={_directory.Path}", $"--Administrators:TenantId={LocalIssuer.Tenant}",
                $"--Administrators:ClientId={LocalIssuer.Client}", $"--Administrators:Authority={_issuer.Authority}");
        }

        public string Token(Action<Dictionary<string, object>>? change = null) =>
            _issuer.Token(TimeProvider.System.GetUtcNow(), new SigningCredentials(_issuer.Rsa, SecurityAlgorithms.RsaSha256), change);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _issuer.DisposeAsync();
            _directory.Dispose();
        }
    }
}
