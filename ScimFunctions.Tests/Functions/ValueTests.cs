using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>Values that keys, URLs, filters or JSON would have to escape, through a user's whole life.</summary>
public abstract class ValueTests(InProcessServer server)
{
    public static TheoryData<string> Values =>
    [
        "a/b#c?d\\e:f%g", "%2F%00", "it's \"quoted\"", "a+b c&d=e", " leading and trailing ", "😀 👩‍👩‍👧", "مرحبا \u200Fשלום", "e\u0301 vs é",
        "ǅ ß ı İ ſ", "\t\n\u001f\u007f", "\uFFFD\uFFFE\uD800\uDC00", "..", "'; drop table users; --", "*", new string('x', 2000), new string('ẞ', 2000),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_lives_a_whole_life(string value)
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await session.SendAsync("POST", "/Users", User(value))).Is(HttpStatusCode.Created);
        await IsThereAsync(session, made.Id, value);

        (await session.SendAsync("PUT", "/Users/" + made.Id, User("other" + value))).Is(HttpStatusCode.OK);
        await IsThereAsync(session, made.Id, "other" + value);
        Assert.Empty(await session.FindAsync("userName", value));
        Assert.Empty(await session.FindAsync("externalId", value));
        Assert.Empty(await session.FindAsync("emails.value", value));

        (await session.SendAsync("DELETE", "/Users/" + made.Id)).Is(HttpStatusCode.NoContent);
        var again = (await session.SendAsync("POST", "/Users", User("other" + value))).Is(HttpStatusCode.Created);
        await IsThereAsync(session, again.Id, "other" + value);
    }

    [Fact]
    public async Task Long_values_that_differ_at_their_ends_are_two_users()
    {
        var session = await TenantSession.NewAsync(server);
        var one = (await session.CreateAsync(new string('x', 2000) + "1", new string('y', 2000) + "1")).Is(HttpStatusCode.Created);
        var two = (await session.CreateAsync(new string('x', 2000) + "2", new string('y', 2000) + "2")).Is(HttpStatusCode.Created);
        Assert.Equal([one.Id], await session.FindAsync("userName", new string('x', 2000) + "1"));
        Assert.Equal([two.Id], await session.FindAsync("externalId", new string('y', 2000) + "2"));
    }

    [Fact]
    public async Task Rename_that_changes_only_the_case_is_one()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("bob");
        var renamed = (await session.PatchAsync(made.Id, """[{"op":"replace","path":"userName","value":"Bob"}]""")).Is(HttpStatusCode.OK);
        Assert.Equal("Bob", (string?)renamed.Json["userName"]);
        Assert.NotEqual(made.ETag, renamed.ETag);
        Assert.Equal([made.Id], await session.FindAsync("userName", "bOB"));
    }

    [Fact]
    public async Task External_ids_that_differ_in_case_are_two()
    {
        var session = await TenantSession.NewAsync(server);
        var lower = await session.CreateAsync("a", "x");
        (await session.CreateAsync("b", "X")).Is(HttpStatusCode.Created);
        Assert.Equal([lower.Id], await session.FindAsync("externalId", "x"));
    }

    [Fact]
    public async Task One_address_as_work_and_as_home_is_found_once()
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await session.SendAsync("POST", "/Users", TenantSession.User(new JsonObject
        {
            ["userName"] = "ada",
            ["emails"] = new JsonArray(Email("ada@x.org", "work"), Email("ADA@x.org", "home")),
        }))).Is(HttpStatusCode.Created);
        Assert.Equal([made.Id], await session.FindAsync("emails.value", "ada@X.org"));
        (await session.PatchAsync(made.Id, """[{"op":"remove","path":"emails[type eq \"home\"]"}]""")).Is(HttpStatusCode.OK);
        Assert.Equal([made.Id], await session.FindAsync("emails.value", "ada@x.org"));
        (await session.PatchAsync(made.Id, """[{"op":"remove","path":"emails"}]""")).Is(HttpStatusCode.OK);
        Assert.Empty(await session.FindAsync("emails.value", "ada@x.org"));
    }

    [Fact]
    public async Task Two_users_with_one_address_are_both_found()
    {
        var session = await TenantSession.NewAsync(server);
        var ids = new List<string>();
        foreach (var name in (string[])["a", "b"])
        {
            var user = new JsonObject { ["userName"] = name, ["emails"] = new JsonArray(Email("shared@x.org", "work")) };
            ids.Add((await session.SendAsync("POST", "/Users", TenantSession.User(user))).Id);
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), await session.FindAsync("emails.value", "shared@x.org"));
        Assert.Equal(ids.Order(StringComparer.Ordinal), await session.FindAsync("emails", "shared@x.org"));
    }

    private static async Task IsThereAsync(TenantSession session, string id, string value)
    {
        var user = (await session.GetAsync("/Users/" + id)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(value, (string?)user["userName"]);
        Assert.Equal(value, (string?)user["externalId"]);
        Assert.Equal(value, (string?)user["emails"]![0]!["value"]);
        Assert.Equal([id], await session.FindAsync("userName", value));
        Assert.Equal([id], await session.FindAsync("externalId", value));
        Assert.Equal([id], await session.FindAsync("emails.value", value));
    }

    private static string User(string value) => TenantSession.User(new JsonObject
    {
        ["userName"] = value,
        ["externalId"] = value,
        ["emails"] = new JsonArray(Email(value, "work")),
    });

    private static JsonObject Email(string address, string type) => new JsonObject { ["value"] = address, ["type"] = type };
}
