using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Transfer;

public abstract class TransferApiTests(InProcessServer server)
{
    private const string Jo = """{"user":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"2819c223-7f76-453a-919d-413861904646","userName":"jo","active":true,"meta":{"resourceType":"User","created":"2026-01-01T00:00:00Z","lastModified":"2026-01-01T00:00:00Z"}},"role":"guest"}""";

    [Fact]
    public async Task What_one_group_gives_another_takes()
    {
        var from = await TransferSession.FilledAsync(server);
        var export = (await from.ExportAsync()).Is(HttpStatusCode.OK);
        Assert.Equal("application/jsonl", export.Header("Content-Type"));
        Assert.Equal("no-store", export.Header("Cache-Control"));

        var to = await TransferSession.NewAsync(server);
        var report = (await to.ImportAsync(export.Body)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("""{"users":2,"takenIds":3,"groups":2,"members":3}""", report["made"]!.ToJsonString());
        Assert.Equal((0, true), ((int)report["problemCount"]!, (bool)report["whole"]!));
        Assert.Equal(await from.LinesAsync(), await to.LinesAsync());
    }

    [Fact]
    public async Task What_is_there_already_stays()
    {
        var session = await TransferSession.FilledAsync(server);
        var export = (await session.ExportAsync()).Body;
        var report = (await session.ImportAsync(export)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("""{"users":0,"takenIds":0,"groups":0,"members":0}""", report["made"]!.ToJsonString());
        Assert.True((int)report["there"]! > 4);
    }

    [Fact]
    public async Task An_export_goes_on_after_any_line()
    {
        var session = await TransferSession.FilledAsync(server);
        var lines = await session.LinesAsync();
        for (var line = 0; line < lines.Length - 1; line++)
        {
            var counts = Count(lines[..(line + 1)]);
            var rest = (await session.ExportAsync($$"""{"after":{{After(lines[line])}},"counts":{{counts}}}""")).Is(HttpStatusCode.OK).Body;
            Assert.Equal(lines[(line + 1)..], rest.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Theory]
    [InlineData("""{"after":5}""", "after")]
    [InlineData("""{"after":{}}""", "after")]
    [InlineData("""{"after":{"user":5}}""", "after.user")]
    [InlineData("""{"after":{"user":"a","group":"b"}}""", "after")]
    [InlineData("""{"after":{"members":"a"}}""", "after")]
    [InlineData("""{"after":{"key":"u:a"}}""", "after.key")]
    [InlineData("""{"after":{"user":"a"},"counts":{"users":-1}}""", "counts.users")]
    [InlineData("""{"after":{"user":"a"},"id":"a/b"}""", "id")]
    [InlineData("""{"before":{}}""", "before")]
    public async Task A_place_to_go_on_from_that_is_none_is_named(string body, string field)
    {
        var session = await TransferSession.NewAsync(server);
        var problem = ManagementSession.IsProblem(await session.ExportAsync(body), HttpStatusCode.BadRequest, field);
        Assert.NotNull(problem["example"]);
    }

    [Fact]
    public async Task An_export_that_is_gone_on_with_is_the_same()
    {
        var session = await TransferSession.FilledAsync(server);
        var lines = (await session.ExportAsync()).Body.Split('\n');
        var id = (string?)JsonNode.Parse(lines[0])!["export"]!["id"];
        (await session.ExportAsync($$"""{"after":{{After(lines[1])}},"id":"{{id}}"}""")).Is(HttpStatusCode.OK);

        var user = (string?)JsonNode.Parse(lines[1])!["user"]!["id"];
        var receipt = await new ManagementSession(server, session.Users).SendAsync("POST", "/erasures", $$"""{"userId":"{{user}}"}""");
        Assert.Equal([id], receipt.Is(HttpStatusCode.Created).Json["exports"]!.AsArray().Select(export => (string?)export));
    }

    [Fact]
    public async Task Lines_that_do_not_do_are_named_and_the_others_imported()
    {
        var session = await TransferSession.NewAsync(server);
        var report = (await session.ImportAsync($"nonsense\n{Jo}\n{{\"user\":5}}\n")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(1, (int)report["made"]!["users"]!);
        Assert.Equal([1, 3], report["problems"]!.AsArray().Select(problem => (int)problem!["line"]!).Order());
        Assert.False((bool)report["whole"]!);
        Assert.Equal(["2819c223-7f76-453a-919d-413861904646"], await session.Users.FindAsync("userName", "jo"));
    }

    [Theory]
    [InlineData("""{"user":{"id":5}}""")]
    [InlineData("""{"user":{"id":"a:b/../c","userName":"x"}}""")]
    [InlineData("""{"user":{"id":"a","userName":5,"emails":{"value":[]}}}""")]
    [InlineData("""{"user":{"id":"a","userName":"x"},"role":[],"since":"never","password":5}""")]
    [InlineData("""{"user":{"id":"a","userName":"\ud800"}}""")]
    [InlineData("""{"taken":{}}""")]
    [InlineData("""{"taken":"a","externUid":[]}""")]
    [InlineData("""{"group":{"id":"g","displayName":["x"]}}""")]
    [InlineData("""{"members":[],"users":5}""")]
    [InlineData("""{"members":"none","users":["none"],"groups":[5]}""")]
    [InlineData("""{"other":1}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"user\":{\"id\":\"a\",\"id\":\"b\"}}")]
    public async Task A_hostile_line_is_a_problem_and_no_more(string line)
    {
        var session = await TransferSession.NewAsync(server);
        var report = (await session.ImportAsync(line)).Is(HttpStatusCode.OK).Json;
        Assert.Equal((1, 0), ((int)report["problemCount"]!, (int)report["made"]!["users"]!));
    }

    [Theory]
    [InlineData("""{"export":[]}""")]
    [InlineData("""{"export":{"tenantGroup":5,"catalog":[]}}""")]
    [InlineData("""{"export":{"tenantGroup":{"id":[],"roles":5},"catalog":{"extensions":5}}}""")]
    public async Task A_hostile_head_is_a_problem_and_the_group_stays_as_it_is(string line)
    {
        var session = await TransferSession.NewAsync(server);
        var answer = await session.ImportAsync(line);
        Assert.True(answer.Status is HttpStatusCode.BadRequest ? (string?)answer.Json["field"] == "body" : (int)answer.Is(HttpStatusCode.OK).Json["problemCount"]! > 0);
        Assert.Empty((await session.Users.GetAsync("/Users")).Is(HttpStatusCode.OK).Json["Resources"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task What_is_no_text_is_refused()
    {
        var session = await TransferSession.NewAsync(server);
        ManagementSession.IsProblem(await session.ImportAsync([0xFF, 0xFE, (byte)'\n']), HttpStatusCode.BadRequest, "body");
        ManagementSession.IsProblem(await session.ImportAsync(""), HttpStatusCode.BadRequest, "body");
        ManagementSession.IsProblem(await session.ImportAsync("{}", "application/json"), HttpStatusCode.UnsupportedMediaType, "Content-Type");
        ManagementSession.IsProblem(await session.ImportAsync("{}"u8.ToArray(), encoding: "gzip"), HttpStatusCode.UnsupportedMediaType, "Content-Type");
        ManagementSession.IsProblem(await session.ImportAsync(new byte[(16 * 1024 * 1024) + 1]), HttpStatusCode.RequestEntityTooLarge, "body");
    }

    [Fact]
    public async Task A_token_of_the_group_does_not_do()
    {
        var session = await TransferSession.NewAsync(server);
        ManagementSession.IsProblem(await session.ExportAsync(key: session.Users.Tenant.Token), HttpStatusCode.Unauthorized);
        ManagementSession.IsProblem(await session.ImportAsync("{}", key: session.Users.Tenant.Token), HttpStatusCode.Unauthorized);
    }

    private static string After(string line)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        var (kind, value) = json.First();
        return (value is JsonObject resource
            ? new JsonObject { [kind] = resource["id"]!.DeepClone() }
            : json["users"] is JsonArray { Count: > 0 } users ? new JsonObject { [kind] = value!.DeepClone(), ["lastUser"] = users[^1]!.DeepClone() }
            : json["groups"] is JsonArray { Count: > 0 } groups ? new JsonObject { [kind] = value!.DeepClone(), ["lastGroup"] = groups[^1]!.DeepClone() }
            : new JsonObject { [kind] = value!.DeepClone() }).ToJsonString();
    }

    private static string Count(string[] lines)
    {
        int Of(string kind) => lines.Count(line => line.StartsWith($"{{\"{kind}\"", StringComparison.Ordinal));
        var members = lines.Where(line => line.StartsWith("{\"members\"", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line)!)
            .Sum(line => line["users"]!.AsArray().Count + line["groups"]!.AsArray().Count);
        return $$"""{"users":{{Of("user")}},"takenIds":{{Of("taken")}},"groups":{{Of("group")}},"members":{{members}}}""";
    }
}
