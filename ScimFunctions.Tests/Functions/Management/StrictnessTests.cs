using System.Net;
using ScimFunctions.Tests.Functions.Management.Sso;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management;

/// <summary>What a deployment asks and bounds unless it is told otherwise.</summary>
public sealed class StrictnessTests(StrictServer server) : IClassFixture<StrictServer>
{
    [Fact]
    public async Task Without_SSO_no_token_is_made()
    {
        var key = await server.AdminKeyAsync();
        var path = TenantPath.Unique("strict");
        var refused = await server.SendAsync("POST", "/api/groups", $$"""{"path":"{{path}}","token":{"name":"x"} }""", key);
        Assert.Contains("SAML SSO", (string)ManagementSession.IsProblem(refused, HttpStatusCode.Conflict)["detail"]!, StringComparison.Ordinal);
        (await server.SendAsync("POST", "/api/groups", $$"""{"path":"{{path}}"}""", key)).Is(HttpStatusCode.Created);
        ManagementSession.IsProblem(await server.SendAsync("POST", $"/api/groups/{path}/tokens", """{"name":"x"}""", key), HttpStatusCode.Conflict);

        (await server.SendAsync("PUT", $"/api/groups/{path}/sso", TestCertificate.Sso(), key)).Is(HttpStatusCode.OK);

        (await server.SendAsync("POST", $"/api/groups/{path}/tokens", """{"name":"x"}""", key)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Past_its_rate_a_token_waits_and_others_do_not()
    {
        var key = await server.AdminKeyAsync();
        var path = TenantPath.Unique("rate");
        var made = await server.SendAsync("POST", "/api/groups", $$"""{"path":"{{path}}","sso":{{TestCertificate.Sso()}},"token":{"name":"x"} }""", key);
        var secret = (string)made.Json["token"]!["secret"]!;
        var users = $"/api/scim/v2/groups/{path}/Users";

        var answers = new List<Answer>();
        for (var i = 0; i < 20; i++)
        {
            answers.Add(await server.SendAsync("GET", users, null, secret));
        }

        var refused = answers.First(answer => answer.Status is HttpStatusCode.TooManyRequests).IsError(429);
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], answers.Take(2).Select(answer => answer.Status));
        var other = (await server.SendAsync("POST", $"/api/groups/{path}/tokens", """{"name":"y"}""", key)).Json;
        (await server.SendAsync("GET", users, null, (string)other["secret"]!)).Is(HttpStatusCode.OK);
    }
}
