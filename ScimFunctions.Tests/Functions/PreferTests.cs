using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>What the client wants to be answered (RFC 7240 §4.2, RFC 7644 §3.5.2).</summary>
public abstract class PreferTests(InProcessServer server)
{
    private const string Rename = """[{"op":"replace","path":"displayName","value":"Ada"}]""";

    [Fact]
    public async Task Minimal_POST_is_201_with_place_and_version_alone()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.SendAsync("POST", "/Users", TenantSession.User("ada"), ("Prefer", "return=minimal"));
        Assert.Empty(made.Is(HttpStatusCode.Created).Body);
        Assert.Equal("return=minimal", made.Header("Preference-Applied"));
        var got = await session.GetAsync(made.Header("Location")![session.Tenant.BaseUri.AbsoluteUri.Length..]);
        Assert.Equal(got.Is(HttpStatusCode.OK).ETag, made.ETag);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Minimal_change_is_204_with_place_and_version(string verb)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        var changed = await ChangeAsync(session, verb, made, "", "Return=\"Minimal\"");
        Assert.Empty(changed.Is(HttpStatusCode.NoContent).Body);
        Assert.Equal("return=minimal", changed.Header("Preference-Applied"));
        Assert.Equal((string?)made.Json["meta"]!["location"], changed.Header("Location"));
        Assert.Equal((await session.GetAsync("/Users/" + made.Id)).ETag, changed.ETag);
        Assert.NotEqual(made.ETag, changed.ETag);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Representation_is_answered_and_said_to_be(string verb)
    {
        var session = await TenantSession.NewAsync(server);
        var changed = await ChangeAsync(session, verb, await session.CreateAsync("ada"), "", "return=representation");
        Assert.Equal("ada", (string?)changed.Is(HttpStatusCode.OK).Json["userName"]);
        Assert.Equal("return=representation", changed.Header("Preference-Applied"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Named_attributes_are_answered_whatever_is_preferred(string verb)
    {
        var session = await TenantSession.NewAsync(server);
        var changed = await ChangeAsync(session, verb, await session.CreateAsync("ada"), "?attributes=userName", "return=minimal");
        Assert.Equal("ada", (string?)changed.Is(HttpStatusCode.OK).Json["userName"]);
        Assert.Null(changed.Header("Preference-Applied"));
    }

    [Fact]
    public async Task Unknown_preferences_are_ignored()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.SendAsync("POST", "/Users", TenantSession.User("ada"), ("Prefer", "respond-async, wait=5; x, return=everything"));
        Assert.NotEmpty(made.Is(HttpStatusCode.Created).Body);
        Assert.Null(made.Header("Preference-Applied"));
    }

    [Fact]
    public async Task Errors_are_told_whatever_is_preferred()
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("POST", "/Users", "{}", ("Prefer", "return=minimal"))).IsError(400, "invalidSyntax");
    }

    private static Task<Answer> ChangeAsync(TenantSession session, string verb, Answer made, string query, string preference) => session.SendAsync(
        verb,
        "/Users/" + made.Id + query,
        verb is "PUT" ? """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada","displayName":"Ada"}""" : TenantSession.Patch(Rename),
        ("Prefer", preference));
}
