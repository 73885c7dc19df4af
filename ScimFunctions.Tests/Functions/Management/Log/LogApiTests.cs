using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Log;

/// <summary>The provisioning log of a tenant group.</summary>
public abstract class LogApiTests(InProcessServer server)
{
    [Fact]
    public async Task Changes_are_told_with_who_and_what()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.SendAsync("POST", "/Users", TenantSession.User("ada"), ("User-Agent", "Idp/1.0"), ("X-Correlation-Id", "first"));
        await session.Users.PatchAsync(ada.Id, """[{"op":"replace","path":"title","value":"Dr"}]""");
        await session.SendAsync("PATCH", "/members/" + ada.Id, """{"role":"member"}""");
        await session.Users.SendAsync("DELETE", "/Users/" + ada.Id);
        await session.SendAsync("POST", $"/users/{ada.Id}/restore");

        var log = await LogAsync(session);

        Assert.Equal(
            ["restored 201", "deleted 204", "patched 200 role", "patched 200 title", "created 201 schemas id userName active meta"],
            log.Select(entry => $"{entry["action"]} {entry["status"]} {string.Join(' ', entry["attributes"]!.AsArray())}".Trim())
                .Select(text => text.StartsWith("restored", StringComparison.Ordinal) ? "restored 201" : text)
                .Select(text => text.StartsWith("created", StringComparison.Ordinal) ? "created 201 schemas id userName active meta" : text));
        var created = log[^1];
        Assert.Equal(("Idp/1.0", "first", ada.Id, "User", "test"), ((string?)created["client"], (string?)created["correlationId"],
            (string?)created["resourceId"], (string?)created["resourceType"], (string?)created["who"]!["tokenName"]));
        Assert.Equal("admin key", (string?)log[2]["who"]!["tokenId"]);
    }

    [Fact]
    public async Task Refusals_are_told_with_their_detail()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.CreateAsync("ada", "ada-1");
        (await session.Users.CreateAsync("ada")).IsError(409, "uniqueness");
        (await session.Users.GetAsync("/Users/nobody")).IsError(404);
        await session.Users.SendAsync("POST", "/Bulk", """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/nobody-else"}]}
            """);

        var log = await LogAsync(session, "?status=4xx");

        Assert.Equal(["DELETE 404 nobody-else", "GET 404 nobody", "POST 409 "], log.Select(entry => $"{entry["action"]} {entry["status"]} {entry["resourceId"]}"));
        Assert.Contains("userName", (string?)log[2]["detail"], StringComparison.Ordinal);
        Assert.All(log, entry => Assert.Equal("test", (string?)entry["who"]!["tokenName"]));
        Assert.Equal(["created"], (await LogAsync(session, "?status=201")).Select(entry => (string?)entry["action"]));
        Assert.NotEmpty(ada.Id);
    }

    [Fact]
    public async Task The_log_of_a_user_is_found_by_id_and_name_even_of_one_who_was_deleted()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.CreateAsync("ada");
        await session.Users.CreateAsync("bob");
        await session.Users.GetAsync("/Users/" + ada.Id + "?attributes=nope");
        await session.Users.PatchAsync(ada.Id, """[{"op":"replace","path":"nope","value":"x"}]""");

        Assert.Equal(["PATCH", "created"], (await LogAsync(session, "?user=ada")).Select(entry => (string?)entry["action"]).Where(action => action != "GET"));
        await session.Users.SendAsync("DELETE", "/Users/" + ada.Id);

        var byName = (await LogAsync(session, "?user=ADA")).Where(entry => (string?)entry["resourceType"] == "User").Select(entry => (string?)entry["action"]);
        Assert.Equal(["deleted", "created"], byName);
        Assert.Contains("PATCH", (await LogAsync(session, "?user=" + ada.Id)).Select(entry => (string?)entry["action"]));
        Assert.Empty(await LogAsync(session, "?user=nobody"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_joined_are_the_whole_log(int count)
    {
        var session = await ManagementSession.NewAsync(server);
        for (var user = 0; user < 5; user++)
        {
            await session.Users.CreateAsync($"user-{user}");
            await session.Users.GetAsync($"/Users/nobody-{user}");
            await session.Users.SendAsync("DELETE", $"/Users/nobody-{user}");
            if (user == 2)
            {
                await LogAsync(session);
            }
        }

        var whole = await LogAsync(session);
        Assert.Equal(15, whole.Count);
        var found = new List<string>();
        var query = $"?count={count}";
        string? cursor;
        do
        {
            var page = (await session.SendAsync("GET", "/log" + query)).Is(HttpStatusCode.OK).Json;
            Assert.InRange(page["items"]!.AsArray().Count, 0, count);
            found.AddRange(page["items"]!.AsArray().Select(entry => entry!.ToJsonString()));
            cursor = (string?)page["nextCursor"];
            query = $"?count={count}&cursor={cursor}";
        }
        while (cursor is not null);

        Assert.Equal(whole.Select(entry => entry.ToJsonString()).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        var times = found.ConvertAll(entry => (string)JsonNode.Parse(entry)!["at"]!);
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task Times_bound_it()
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.CreateAsync("ada");
        await session.Users.GetAsync("/Users/nobody");
        var at = (await LogAsync(session)).Select(entry => (string)entry["at"]!).ToList();

        Assert.Equal(2, (await LogAsync(session, $"?from={at[^1]}")).Count);
        Assert.Empty(await LogAsync(session, $"?to={at[^1]}"));
        Assert.Empty(await LogAsync(session, "?from=2999-01-01T00:00:00Z"));
        Assert.Equal(2, (await LogAsync(session, "?to=2999-01-01")).Count);
    }

    [Fact]
    public async Task Reads_are_told_where_that_is_switched_on()
    {
        var session = await ManagementSession.NewAsync(server);
        (await session.SendAsync("PATCH", "/settings", """{"journalReads":true}""")).Is(HttpStatusCode.OK);
        var ada = await session.Users.CreateAsync("ada");
        await session.Users.GetAsync("/Users/" + ada.Id);
        await session.Users.GetAsync("/Users");

        var log = await LogAsync(session);

        Assert.Equal(["GET 200 ", $"GET 200 {ada.Id}", $"created 201 {ada.Id}"], log.Select(entry => $"{entry["action"]} {entry["status"]} {entry["resourceId"]}"));
    }

    [Fact]
    public async Task Reads_are_not_told_otherwise()
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.GetAsync("/Users");
        Assert.Empty(await LogAsync(session));
    }

    [Fact]
    public async Task Refused_tokens_are_told_as_a_number()
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.GetAsync("/Users");
        for (var guess = 0; guess < 20; guess++)
        {
            await session.Users.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer " + TokenFormat.Bearer.Create().Reveal()));
        }

        var told = Assert.Single(await LogAsync(session, "?status=401"));
        Assert.Equal((20, "{}"), ((int)told["times"]!, told["who"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("?status=600", "status")]
    [InlineData("?status=4x", "status")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=2026-13-01", "to")]
    [InlineData("?user=", "user")]
    [InlineData("?user=a&user=b", "user")]
    [InlineData("?count=0", "count")]
    [InlineData("?cursor=x", "cursor")]
    public async Task A_wrong_parameter_is_named(string query, string? field)
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/log" + query), HttpStatusCode.BadRequest, field);
    }

    private static async Task<List<JsonObject>> LogAsync(ManagementSession session, string query = "") =>
        [.. (await session.SendAsync("GET", "/log" + query)).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Select(entry => entry!.AsObject())];
}

public sealed class EmbeddedLogApiTests(EmbeddedServer server) : LogApiTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteLogApiTests(AzuriteServer server) : LogApiTests(server), IClassFixture<AzuriteServer>;
