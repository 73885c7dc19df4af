using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions.Bulk;

/// <summary>Bulk requests on users (RFC 7644 §3.7).</summary>
public abstract class BulkTests(InProcessServer server)
{
    [Fact]
    public async Task Every_verb_is_answered_in_the_order_of_the_request()
    {
        var session = await TenantSession.NewAsync(server);
        var (put, patch, delete) = ((await session.CreateAsync("put")).Id, (await session.CreateAsync("patch")).Id, (await session.CreateAsync("delete")).Id);
        var results = await session.BulkAsync(
            BulkSession.PostUser("new", "made"),
            $$"""{"method":"put","path":"/Users/{{put}}","data":{{BulkSession.User("put", "\"title\":\"T\"")}} }""",
            BulkSession.Patch("/Users/" + patch, """[{"op":"Replace","path":"title","value":"T"}]"""),
            $$"""{"method":"Delete","path":"/Users/{{delete}}"}""");

        Assert.Equal(["201", "200", "200", "204"], results.Select(result => result.Status()));
        Assert.All(results, result => Assert.Equal(JsonValueKind.String, result["status"]!.GetValueKind()));
        Assert.Equal(["POST", "PUT", "PATCH", "DELETE"], results.Select(result => (string?)result["method"]));
        Assert.Equal(["new", null, null, null], results.Select(result => (string?)result["bulkId"]));
        Assert.Equal([put, patch, delete], results[1..].Select(result => result.IdOf()));
        Assert.All(results, result => Assert.False(result.ContainsKey("response")));
        Assert.Equal("T", (string?)(await session.GetAsync("/Users/" + put)).Json["title"]);
        Assert.Equal("T", (string?)(await session.GetAsync("/Users/" + patch)).Json["title"]);
        (await session.GetAsync("/Users/" + delete)).IsError(404);
    }

    [Fact]
    public async Task Result_tells_place_and_version_of_the_resource()
    {
        var session = await TenantSession.NewAsync(server);
        var made = Assert.Single(await session.BulkAsync(BulkSession.PostUser("a", "ada")));
        var got = (await session.GetAsync("/Users/" + made.IdOf())).Is(HttpStatusCode.OK);
        Assert.Equal((string?)got.Json["meta"]!["location"], (string?)made["location"]);
        Assert.Equal(got.ETag, (string?)made["version"]);
        Assert.StartsWith("W/\"", (string?)made["version"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_fails_lets_the_others_be()
    {
        var session = await TenantSession.NewAsync(server);
        await session.CreateAsync("taken");
        var results = await session.BulkAsync(
            BulkSession.PostUser("a", "ada"),
            BulkSession.PostUser("b", "TAKEN"),
            """{"method":"POST","path":"/Users","bulkId":"c","data":{}}""",
            BulkSession.Patch("/Users/nobody", """[{"op":"replace","path":"title","value":"T"}]"""),
            """{"method":"PATCH","path":"/Users/nobody","data":{}}""",
            """{"method":"GET","path":"/Users/nobody"}""",
            """{"method":"PATCH","path":"/Me","data":{}}""",
            BulkSession.PostUser("d", "dora"));

        Assert.Equal(["201", "409", "400", "404", "400", "400", "400", "201"], results.Select(result => result.Status()));
        Assert.Equal(
            ["uniqueness", "invalidSyntax", null, "invalidSyntax", "invalidSyntax", "invalidPath"], results[1..7].Select(result => result.ScimType()));
    }

    [Fact]
    public async Task Failure_tells_the_place_except_of_a_POST()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            """{"method":"DELETE","path":"/Users/nobody"}""", """{"method":"POST","path":"/Users","bulkId":"c","data":{}}""");
        Assert.Equal(session.Tenant.BaseUri.AbsoluteUri + "/Users/nobody", (string?)results[0]["location"]);
        Assert.False(results[1].ContainsKey("location"));
        Assert.All(results, result => Assert.False(result.ContainsKey("version")));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Version_of_an_operation_must_match(string method)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        string Operation(string version) => new JsonObject
        {
            ["method"] = method,
            ["path"] = "/Users/" + made.Id,
            ["version"] = version,
            ["data"] = JsonNode.Parse(method is "PUT" ? BulkSession.User("eve") : TenantSession.Patch("""[{"op":"add","path":"title","value":"T"}]""")),
        }.ToJsonString();

        Assert.Equal("412", Assert.Single(await session.BulkAsync(Operation("W/\"other\""))).Status());
        Assert.StartsWith("20", Assert.Single(await session.BulkAsync(Operation(made.ETag))).Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_work_backward_forward_and_in_paths()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            BulkSession.PostUser("worker", "worker", BulkSession.Manager("bulkId:boss")),
            BulkSession.Patch("/Users/bulkId:boss", """[{"op":"add","path":"title","value":"Boss"}]"""),
            BulkSession.PostUser("boss", "boss"),
            BulkSession.PostUser("other", "other", BulkSession.Manager("bulkId:boss")));

        Assert.Equal(["201", "200", "201", "201"], results.Select(result => result.Status()));
        var boss = results[2].IdOf();
        Assert.Equal(boss, results[1].IdOf());
        Assert.Equal("Boss", (string?)(await session.GetAsync("/Users/" + boss)).Json["title"]);
        foreach (var worker in new[] { results[0], results[3] })
        {
            var manager = (await session.GetAsync("/Users/" + worker.IdOf())).Json[BulkSession.EnterpriseSchema]!["manager"]!;
            Assert.Equal(boss, (string?)manager["value"]);
        }
    }

    [Fact]
    public async Task Reference_to_nothing_fails_and_names_it()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            BulkSession.PostUser("a", "ada", BulkSession.Manager("bulkId:nobody")),
            """{"method":"DELETE","path":"/Users/bulkId:nobody"}""");
        Assert.All(results, result => Assert.Equal(("400", "invalidValue"), (result.Status(), result.ScimType())));
        Assert.All(results, result => Assert.Contains("bulkId:nobody", result.Detail(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reference_to_what_was_not_made_is_a_conflict()
    {
        var session = await TenantSession.NewAsync(server);
        await session.CreateAsync("taken");
        var results = await session.BulkAsync(
            BulkSession.PostUser("a", "taken"), BulkSession.PostUser("b", "bob", BulkSession.Manager("bulkId:a")));
        Assert.Equal(("409", null), (results[1].Status(), results[1].ScimType()));
        Assert.Contains("bulkId:a", results[1].Detail(), StringComparison.Ordinal);
        Assert.Empty(await session.FindAsync("userName", "bob"));
    }

    [Fact]
    public async Task Too_many_errors_end_the_request_and_what_was_done_stays()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            failOnErrors: 2,
            BulkSession.PostUser("a", "ada"),
            """{"method":"DELETE","path":"/Users/nobody"}""",
            BulkSession.PostUser("b", "bob"),
            """{"method":"DELETE","path":"/Users/nobody"}""",
            BulkSession.PostUser("c", "eve"));
        Assert.Equal(["201", "404", "201", "404"], results.Select(result => result.Status()));
        Assert.NotEmpty(await session.FindAsync("userName", "bob"));
        Assert.Empty(await session.FindAsync("userName", "eve"));
    }

    [Fact]
    public async Task Values_that_become_free_may_be_taken_in_the_same_request()
    {
        var session = await TenantSession.NewAsync(server);
        var (ada, bob) = ((await session.CreateAsync("ada")).Id, (await session.CreateAsync("bob")).Id);
        var results = await session.BulkAsync(
            $$"""{"method":"DELETE","path":"/Users/{{ada}}"}""",
            $$"""{"method":"PUT","path":"/Users/{{bob}}","data":{{BulkSession.User("bobby")}} }""",
            BulkSession.PostUser("a", "ada"),
            BulkSession.PostUser("b", "bob"));
        Assert.Equal(["204", "200", "201", "201"], results.Select(result => result.Status()));
    }

    [Fact]
    public async Task Changes_of_one_user_keep_their_order()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        var results = await session.BulkAsync([.. Enumerable.Range(0, 20).Select(number =>
            BulkSession.Patch("/Users/" + made.Id, $$"""[{"op":"replace","path":"title","value":"{{number}}"}]"""))]);
        Assert.All(results, result => Assert.Equal("200", result.Status()));
        Assert.Equal("19", (string?)(await session.GetAsync("/Users/" + made.Id)).Json["title"]);
    }

    [Fact]
    public async Task Hundred_users_are_made_at_once()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync([.. Enumerable.Range(0, 100).Select(number => BulkSession.PostUser($"b{number}", $"user{number}"))]);
        Assert.All(results, result => Assert.Equal("201", result.Status()));
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"b{number}"), results.Select(result => (string?)result["bulkId"]));
        Assert.Equal(100, (int?)(await session.GetAsync("/Users?count=0")).Json["totalResults"]);
    }

    [Fact]
    public async Task Token_that_may_read_does_not_write()
    {
        var session = await TenantSession.NewAsync(server);
        var token = await server.NewTokenAsync(session.Tenant.Path, TokenScope.Read);
        var reader = new TenantSession(server.Client, session.Tenant with { Token = token }, server.Table);
        (await reader.SendAsync("POST", "/Bulk", BulkSession.Body([BulkSession.PostUser("a", "ada")]))).IsError(403);
    }
}
