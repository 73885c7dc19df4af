using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>The version of a user moves with whatever its <c>groups</c> follow from (RFC 7644 §3.14).</summary>
public abstract class UserVersionTests(InProcessServer server)
{
    [Fact]
    public async Task Version_moves_when_the_group_is_put_into_another()
    {
        var (session, ada, sales) = await NewAsync();
        var before = await session.GetAsync("/Users/" + ada);

        var outer = await session.CreateGroupAsync("Outer", sales);

        var nested = await session.GetAsync("/Users/" + ada);
        Assert.NotEqual(before.ETag, nested.ETag);
        Assert.Equal(nested.ETag, (string?)nested.Json["meta"]!["version"]);
        (await session.SendAsync("DELETE", "/Groups/" + outer.Id)).Is(HttpStatusCode.NoContent);
        Assert.Equal(before.Body, (await session.GetAsync("/Users/" + ada)).Body);
    }

    [Fact]
    public async Task Version_is_the_same_in_every_answer()
    {
        var (session, ada, sales) = await NewAsync();
        await session.CreateGroupAsync("Outer", sales);
        var version = (await session.GetAsync("/Users/" + ada)).ETag;

        var listed = await session.GetAsync("/Users");
        var withoutGroups = await session.GetAsync("/Users?excludedAttributes=groups");
        var alone = await session.GetAsync($"/Users/{ada}?attributes=userName");
        var known = await session.SendAsync("GET", "/Users/" + ada, (string?)null, ("If-None-Match", version));
        var found = await session.GetAsync($"/Users?filter={Uri.EscapeDataString($"meta.version eq \"{version.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")}");

        Assert.Equal(version, (string?)listed.Json["Resources"]!.AsArray().Single(user => (string?)user!["id"] == ada)!["meta"]!["version"]);
        Assert.Equal(version, (string?)withoutGroups.Json["Resources"]!.AsArray().Single(user => (string?)user!["id"] == ada)!["meta"]!["version"]);
        Assert.Equal(version, alone.ETag);
        Assert.Equal(version, known.Is(HttpStatusCode.NotModified).ETag);
        Assert.Equal(1, (int)found.Json["totalResults"]!);
        var minimal = await session.SendAsync("PATCH", "/Users/" + ada, TenantSession.Patch("""[{"op":"replace","path":"displayName","value":"Ada"}]"""), ("Prefer", "return=minimal"));
        Assert.Equal((await session.GetAsync("/Users/" + ada)).ETag, minimal.Is(HttpStatusCode.NoContent).ETag);
    }

    [Theory]
    [InlineData("PATCH", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Ada"}]}""")]
    [InlineData("PUT", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada"}""")]
    [InlineData("DELETE", null)]
    public async Task Version_from_before_the_nesting_is_refused_and_the_one_since_is_taken(string verb, string? body)
    {
        var (session, ada, sales) = await NewAsync();
        var before = (await session.GetAsync("/Users/" + ada)).ETag;
        await session.CreateGroupAsync("Outer", sales);
        var since = (await session.GetAsync("/Users/" + ada)).ETag;

        (await session.SendAsync(verb, "/Users/" + ada, body, ("If-Match", before))).IsError(412);
        var changed = await session.SendAsync(verb, "/Users/" + ada, body, ("If-Match", since));

        Assert.True(changed.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, changed.Body);
    }

    [Fact]
    public async Task Version_of_a_user_in_no_group_stays()
    {
        var (session, _, sales) = await NewAsync();
        var bob = await session.CreateAsync("bob");
        await session.CreateGroupAsync("Outer", sales);
        Assert.Equal(bob.ETag, (await session.GetAsync("/Users/" + bob.Id)).ETag);
    }

    private async Task<(TenantSession Session, string User, string Group)> NewAsync()
    {
        var session = await TenantSession.NewAsync(server);
        var ada = (await session.CreateAsync("ada")).Id;
        return (session, ada, (await session.CreateGroupAsync("Sales", ada)).Id);
    }
}
