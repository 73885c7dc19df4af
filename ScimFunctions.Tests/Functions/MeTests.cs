using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>The user that a token is bound to (RFC 7644 §3.11).</summary>
public abstract class MeTests(InProcessServer server)
{
    [Theory]
    [InlineData("GET", null)]
    [InlineData("HEAD", null)]
    [InlineData("PUT", "{}")]
    [InlineData("PATCH", "{}")]
    [InlineData("DELETE", null)]
    [InlineData("POST", "{}")]
    public async Task Token_that_is_bound_to_nobody_has_no_me(string verb, string? body)
    {
        var answer = await (await TenantSession.NewAsync(server)).SendAsync(verb, "/Me", body);
        Assert.Equal(HttpStatusCode.NotImplemented, answer.Status);
        if (verb is not "HEAD")
        {
            answer.IsError(501);
        }
    }

    [Fact]
    public async Task Me_is_answered_as_the_user_with_its_real_place()
    {
        var (session, me, made) = await BoundAsync();
        var got = (await me.GetAsync("/Me")).Is(HttpStatusCode.OK);
        Assert.Equal((await session.GetAsync("/Users/" + made.Id)).Body, got.Body);
        Assert.Equal((string?)made.Json["meta"]!["location"], got.Header("Content-Location"));
        Assert.Equal(made.ETag, got.ETag);
    }

    [Fact]
    public async Task Me_heeds_projection_and_known_version()
    {
        var (_, me, made) = await BoundAsync();
        Assert.Equal("schemas,id,userName", string.Join(',', (await me.GetAsync("/Me?attributes=userName")).Json.Select(member => member.Key)));
        (await me.SendAsync("GET", "/Me", (string?)null, ("If-None-Match", made.ETag))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Changes_of_me_change_the_user()
    {
        var (session, me, made) = await BoundAsync();
        (await me.SendAsync("PATCH", "/Me", TenantSession.Patch("""[{"op":"add","path":"title","value":"Countess"}]"""))).Is(HttpStatusCode.OK);
        Assert.Equal("Countess", (string?)(await session.GetAsync("/Users/" + made.Id)).Json["title"]);
        (await me.SendAsync("PUT", "/Me", TenantSession.User("ada.l"))).Is(HttpStatusCode.OK);
        Assert.Equal("ada.l", (string?)(await session.GetAsync("/Users/" + made.Id)).Json["userName"]);
        (await me.SendAsync("PUT", "/Me", TenantSession.User("x"), ("If-Match", made.ETag))).IsError(412);
    }

    [Fact]
    public async Task Deleted_me_is_not_found()
    {
        var (session, me, made) = await BoundAsync();
        (await me.SendAsync("DELETE", "/Me")).Is(HttpStatusCode.NoContent);
        (await session.GetAsync("/Users/" + made.Id)).IsError(404);
        (await me.GetAsync("/Me")).IsError(404);
        (await me.SendAsync("PATCH", "/Me", TenantSession.Patch("""[{"op":"add","path":"title","value":"x"}]"""))).IsError(404);
    }

    [Fact]
    public async Task Nobody_registers_by_POST()
    {
        var (_, me, _) = await BoundAsync();
        (await me.SendAsync("POST", "/Me", TenantSession.User("eve"))).IsError(501);
    }

    [Fact]
    public async Task Bound_token_that_may_read_does_not_write()
    {
        var (_, me, _) = await BoundAsync(TokenScope.Read);
        (await me.GetAsync("/Me")).Is(HttpStatusCode.OK);
        (await me.SendAsync("DELETE", "/Me")).IsError(403);
    }

    [Fact]
    public async Task Other_verbs_are_told_which_are_answered()
    {
        var answer = (await (await TenantSession.NewAsync(server)).SendAsync("OPTIONS", "/Me")).IsError(405);
        Assert.Equal(["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"], answer.Content.Allow.Order(StringComparer.Ordinal));
    }

    private async Task<(TenantSession Session, TenantSession Me, Answer Made)> BoundAsync(TokenScope scope = TokenScope.Provision)
    {
        // The server reads tokens again only after a while, so this one is made before the first request, for an id to come.
        var session = await TenantSession.NewAsync(server);
        var token = await server.NewTokenAsync(session.Tenant.Path, scope, userId: "ada-1");
        var user = new JsonObject { ["userName"] = "ada", ["id"] = "ada-1", ["externalId"] = "ada-1" };
        var made = (await session.SendAsync("POST", "/Users", TenantSession.User(user))).Is(HttpStatusCode.Created);
        return (session, new TenantSession(server.Client, session.Tenant with { Token = token }, server.Table), made);
    }
}
