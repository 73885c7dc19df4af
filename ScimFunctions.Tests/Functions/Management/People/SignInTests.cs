using System.Net;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.People;

/// <summary>The check of who signs in.</summary>
public abstract class SignInTests(InProcessServer server)
{
    [Fact]
    public async Task An_active_member_may_come_in()
    {
        var session = await ManagementSession.NewAsync(server);
        var reading = await server.NewTokenAsync(session.Path, TokenScope.Read);
        var bob = await session.Users.CreateAsync("bob", "bob-1");
        var expected = $$"""{"allowed":true,"reason":"member","userId":"{{bob.Id}}","userName":"bob","role":"guest"}""";

        foreach (var key in (string?[])[null, session.Users.Tenant.Token, reading])
        {
            Assert.Equal(expected, (await CheckAsync(session, "bob-1", key)).Is(HttpStatusCode.OK).Body);
        }
    }

    [Fact]
    public async Task Nobody_else_may()
    {
        var session = await ManagementSession.NewAsync(server);
        var eve = await session.Users.CreateAsync("eve", "eve-1");
        await session.Users.PatchAsync(eve.Id, """[{"op":"replace","path":"active","value":false}]""");

        Assert.Equal("""{"allowed":false,"reason":"notActive"}""", (await CheckAsync(session, "eve-1")).Body);
        Assert.Equal("""{"allowed":false,"reason":"notProvisioned"}""", (await CheckAsync(session, "EVE-1")).Body);
        await session.Users.SendAsync("DELETE", "/Users/" + eve.Id);
        Assert.Equal("""{"allowed":false,"reason":"notProvisioned"}""", (await CheckAsync(session, "eve-1")).Body);
    }

    [Fact]
    public async Task A_token_of_another_group_learns_as_little_as_of_no_group()
    {
        var session = await ManagementSession.NewAsync(server);
        var other = await ManagementSession.NewAsync(server);
        await session.Users.CreateAsync("bob", "bob-1");

        var wrong = await CheckAsync(session, "bob-1", other.Users.Tenant.Token);
        var unknown = await session.SendRootAsync("POST", "/api/groups/there-is-none/sign-in-check", """{"nameId":"bob-1"}""", key: other.Users.Tenant.Token);

        ManagementSession.IsProblem(wrong, HttpStatusCode.Unauthorized);
        Assert.Equal(Text(wrong), Text(unknown));

        static string Text(Answer answer)
        {
            var json = answer.Json;
            json.Remove("correlationId");
            return $"{(int)answer.Status} {json.ToJsonString()} {answer.Header("WWW-Authenticate")}";
        }
    }

    [Theory]
    [InlineData("{}", "nameId")]
    [InlineData("""{"nameId":""}""", "nameId")]
    [InlineData("""{"nameId":["x"]}""", "nameId")]
    [InlineData("""{"nameId":"x","format":"y"}""", "format")]
    public async Task A_wrong_body_names_the_field(string body, string field)
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("POST", "/sign-in-check", body), HttpStatusCode.BadRequest, field);
    }

    private static Task<Answer> CheckAsync(ManagementSession session, string nameId, string? key = null) =>
        session.SendRootAsync("POST", $"/api/groups/{session.Path}/sign-in-check", $$"""{"nameId":"{{nameId}}"}""", key: key);
}

public sealed class EmbeddedSignInTests(EmbeddedServer server) : SignInTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteSignInTests(AzuriteServer server) : SignInTests(server), IClassFixture<AzuriteServer>;
