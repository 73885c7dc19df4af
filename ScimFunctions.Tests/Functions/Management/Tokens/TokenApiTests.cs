using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Tokens;

/// <summary>A tenant group's tokens over HTTP.</summary>
public abstract class TokenApiTests(InProcessServer server)
{
    [Fact]
    public async Task A_token_is_shown_once_and_works()
    {
        var session = await ManagementSession.NewAsync(server);

        var made = (await session.SendAsync("POST", "/tokens", """{"name":"Okta","scope":"read","lifetimeDays":30}""")).Is(HttpStatusCode.Created);

        var secret = (string)made.Json["secret"]!;
        Assert.Equal(("Okta", "read", secret[^4..], "admin key", "no-store"),
            ((string)made.Json["name"]!, (string)made.Json["scope"]!, (string)made.Json["lastFour"]!, (string)made.Json["createdBy"]!, made.Header("Cache-Control")));
        Assert.Equal(TimeSpan.FromDays(30), (DateTimeOffset)made.Json["expires"]! - (DateTimeOffset)made.Json["created"]!);
        (await UseAsync(session, secret)).Is(HttpStatusCode.OK);
        var listed = await session.SendAsync("GET", "/tokens");
        Assert.DoesNotContain(secret, listed.Body, StringComparison.Ordinal);
        Assert.Equal(2, listed.Json["items"]!.AsArray().Count);
        Assert.Equal("Okta", (string?)(await session.SendAsync("GET", $"/tokens/{made.Json["id"]}")).Is(HttpStatusCode.OK).Json["name"]);
    }

    [Fact]
    public async Task A_revoked_token_ends_at_once_here()
    {
        var session = await ManagementSession.NewAsync(server);
        var made = (await session.SendAsync("POST", "/tokens", """{"name":"x"}""")).Json;
        (await UseAsync(session, (string)made["secret"]!)).Is(HttpStatusCode.OK);

        (await session.SendAsync("DELETE", $"/tokens/{made["id"]}")).Is(HttpStatusCode.NoContent);

        (await UseAsync(session, (string)made["secret"]!)).IsError(401);
        ManagementSession.IsProblem(await session.SendAsync("DELETE", $"/tokens/{made["id"]}"), HttpStatusCode.NotFound);
        ManagementSession.IsProblem(await session.SendAsync("GET", $"/tokens/{made["id"]}"), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("""{"overlapHours":1,"name":"second"}""", 200)]
    public async Task Rotation_makes_a_successor_and_ends_the_token_now_or_later(string? body, int old)
    {
        var session = await ManagementSession.NewAsync(server);
        var first = (await session.SendAsync("POST", "/tokens", """{"name":"first","scope":"read","lifetimeDays":7}""")).Json;

        var second = (await session.SendAsync("POST", $"/tokens/{first["id"]}/rotate", body)).Is(HttpStatusCode.Created).Json;

        Assert.Equal((body is null ? "first" : "second", "read"), ((string)second["name"]!, (string)second["scope"]!));
        Assert.Equal(TimeSpan.FromDays(7), (DateTimeOffset)second["expires"]! - (DateTimeOffset)second["created"]!);
        (await UseAsync(session, (string)second["secret"]!)).Is(HttpStatusCode.OK);
        (await UseAsync(session, (string)first["secret"]!)).Is((HttpStatusCode)old);
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"x","scope":"admin"}""", "scope")]
    [InlineData("""{"name":"x","scope":1}""", "scope")]
    [InlineData("""{"name":"x","lifetimeDays":4000}""", "lifetimeDays")]
    [InlineData("""{"name":"x","userId":""}""", "userId")]
    [InlineData("""{"name":"x","secret":"mine"}""", "secret")]
    public async Task A_wrong_token_is_told_by_field(string body, string field)
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("POST", "/tokens", body), HttpStatusCode.BadRequest, field);
    }

    [Fact]
    public async Task A_sixth_token_is_one_too_many()
    {
        var session = await ManagementSession.NewAsync(server);
        for (var i = 0; i < 4; i++)
        {
            (await session.SendAsync("POST", "/tokens", """{"name":"x"}""")).Is(HttpStatusCode.Created);
        }

        ManagementSession.IsProblem(await session.SendAsync("POST", "/tokens", """{"name":"x"}"""), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_groups_longest_lifetime_is_kept()
    {
        var session = await ManagementSession.NewAsync(server);
        (await session.SendAsync("PATCH", "/settings", """{"tokenMaxLifetimeDays":10}""")).Is(HttpStatusCode.OK);
        ManagementSession.IsProblem(await session.SendAsync("POST", "/tokens", """{"name":"x","lifetimeDays":11}"""), HttpStatusCode.BadRequest, "lifetimeDays");
        ManagementSession.IsProblem(await session.SendAsync("POST", "/tokens", """{"name":"x"}"""), HttpStatusCode.BadRequest, "lifetimeDays");
        (await session.SendAsync("POST", "/tokens", """{"name":"x","lifetimeDays":10}""")).Is(HttpStatusCode.Created);
    }

    private static Task<Answer> UseAsync(ManagementSession session, string secret) =>
        session.SendRootAsync("GET", $"/api/scim/v2/groups/{session.Path}/Users", key: secret);
}

public sealed class EmbeddedTokenApiTests(EmbeddedServer server) : TokenApiTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteTokenApiTests(AzuriteServer server) : TokenApiTests(server), IClassFixture<AzuriteServer>;
