using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>Names in any script, and as long as they may be, through a SCIM group's whole life.</summary>
public abstract class GroupValueTests(InProcessServer server)
{
    public static TheoryData<string> Values =>
    [
        "a/b#c?d\\e:f%g", "😀 👩‍👩‍👧", "مرحبا \u200Fשלום\u202E", "e\u0301 vs é", "ǅ ß ı İ ſ", "\uFFFD\uFFFE\uD800\uDC00",
        new string('n', 2_000), new string('名', 1_365), string.Concat(Enumerable.Repeat("😀", 1_000)), string.Concat(Enumerable.Repeat("e\u0301", 900)),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_lives_a_whole_life(string value)
    {
        var session = await TenantSession.NewAsync(server);
        var user = await session.CreateAsync("ada");
        var made = (await session.SendAsync("POST", "/Groups", Group(value, user.Id))).Is(HttpStatusCode.Created);
        await IsThereAsync(session, made.Id, user.Id, value);
        (await session.SendAsync("POST", "/Groups", Group(value.ToUpperInvariant(), user.Id))).IsError(409, "uniqueness");

        (await session.SendAsync("PUT", "/Groups/" + made.Id, Group("other" + value, user.Id))).Is(HttpStatusCode.OK);
        await IsThereAsync(session, made.Id, user.Id, "other" + value);
        Assert.Empty(await FoundAsync(session, "/Groups", "displayName", value));
        Assert.Empty(await FoundAsync(session, "/Users", "groups.display", value));

        (await session.SendAsync("DELETE", "/Groups/" + made.Id)).Is(HttpStatusCode.NoContent);
        var again = (await session.SendAsync("POST", "/Groups", Group("other" + value, user.Id))).Is(HttpStatusCode.Created);
        await IsThereAsync(session, again.Id, user.Id, "other" + value);
    }

    [Theory]
    [InlineData("a\\u0000b", "invalidValue")]
    [InlineData("a\\ud83d", "invalidSyntax")]
    [InlineData("\\ude00\\ud83d", "invalidSyntax")]
    public async Task Text_that_is_none_is_refused(string name, string scimType)
    {
        var session = await TenantSession.NewAsync(server);
        var body = $$"""{"schemas":["{{GroupSession.Schema}}"],"displayName":"{{name}}"}""";
        Assert.Contains("displayName", (await session.SendAsync("POST", "/Groups", body)).IsError(400, scimType).Detail, StringComparison.Ordinal);
    }

    private static async Task IsThereAsync(TenantSession session, string id, string user, string value)
    {
        var group = (await session.GetAsync("/Groups/" + id)).Is(HttpStatusCode.OK).Json;
        Assert.Equal((value, value), ((string?)group["displayName"], (string?)group["externalId"]));
        Assert.Equal([id], await FoundAsync(session, "/Groups", "displayName", value));
        Assert.Equal([id], await FoundAsync(session, "/Groups", "displayName", value[..2], "sw"));
        Assert.Equal([id], await FoundAsync(session, "/Groups", "externalId", value));
        Assert.Equal([user], await FoundAsync(session, "/Users", "groups.display", value));
        var named = (await session.GetAsync($"/Users/{user}?attributes=groups.display")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(value, (string?)named["groups"]![0]!["display"]);
    }

    private static string Group(string value, string member)
    {
        var group = JsonNode.Parse(GroupSession.Body(value, member))!.AsObject();
        group["externalId"] = value;
        return group.ToJsonString();
    }

    // By POST: a name of 4 KB may not fit in a URL.
    private static async Task<string[]> FoundAsync(TenantSession session, string path, string attribute, string value, string comparison = "eq")
    {
        var text = value.Replace("\\", "\\\\", StringComparison.Ordinal);
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:SearchRequest"),
            ["filter"] = $"{attribute} {comparison} \"{text}\"",
        };
        var list = (await session.SendAsync("POST", path + "/.search", body.ToJsonString())).Is(HttpStatusCode.OK);
        return [.. list.Json["Resources"]!.AsArray().Select(found => (string)found!["id"]!)];
    }
}

public sealed class EmbeddedGroupValueTests(EmbeddedServer server) : GroupValueTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteGroupValueTests(AzuriteServer server) : GroupValueTests(server), IClassFixture<AzuriteServer>;
