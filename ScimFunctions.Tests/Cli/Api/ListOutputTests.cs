using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.Cli.Api;

public sealed class ListOutputTests
{
    private const string First = """{"path":"acme.io","name":"Acme \u001b[31m","status":"active","created":"2026-11-25T08:00:00.1234567Z","counts":{"users":2,"groups":1}}""";
    private const string Second = """{"path":"beta","name":"Beta"}""";

    [Fact]
    public async Task Pages_are_followed_and_a_pipe_gets_a_line_for_each()
    {
        await using var api = await PagesAsync();
        var run = await api.RunAsync(Cancellation, "group", "list");
        Assert.Equal(["GET /api/groups?count=1000", "GET /api/groups?count=1000&cursor=next%2F1"], api.Requests);
        Assert.Equal(["PATH\tNAME\tSTATUS\tCREATED", "acme.io\tAcme \uFFFD[31m\tactive\t2026-11-25 08:00:00Z", "beta\tBeta\t\t", ""], run.Output.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Json_is_one_array_of_what_the_server_answers()
    {
        await using var api = await PagesAsync();
        var run = await api.RunAsync(Cancellation, "group", "list", "--json");
        using var list = JsonDocument.Parse(run.Output);
        Assert.Equal(["acme.io", "beta"], list.RootElement.EnumerateArray().Select(group => group.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Nothing_is_an_empty_array()
    {
        await using var api = await ScriptedApi.StartAsync(200, """{"items":[]}""", Cancellation);
        Assert.Equal("[]", (await api.RunAsync(Cancellation, "group", "list", "--json")).Output.Trim());
    }

    [Fact]
    public async Task Top_ends_the_reading()
    {
        await using var api = await PagesAsync();
        var run = await api.RunAsync(Cancellation, "group", "list", "--top", "1");
        Assert.Equal(["GET /api/groups?count=1"], api.Requests);
        Assert.DoesNotContain("beta", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_fits_eighty_columns()
    {
        await using var api = await PagesAsync();
        var run = await api.RunAsync(new CliSetting { IsShown = true }, Cancellation, "group", "list");
        Assert.Contains("acme.io", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Secret_is_not_broken_over_lines()
    {
        var secret = "scimfn_" + new string('x', 120);
        await using var api = await ScriptedApi.StartAsync(200, $$"""{"id":"t1","secret":"{{secret}}"}""", Cancellation);
        var run = await api.RunAsync(new CliSetting { IsShown = true }, Cancellation, "token", "add", "acme.io");
        Assert.Contains(secret, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_is_json_a_line_each()
    {
        await using var api = await ScriptedApi.StartAsync(200, """{"items":[{"at":"2026-11-25T08:00:00Z","status":201},{"at":"2026-11-25T07:00:00Z","status":409}]}""", Cancellation);
        var run = await api.RunAsync(Cancellation, "log", "acme.io", "--json", "--status", "4xx", "--from", "2026-11-25T07:00Z");
        Assert.Equal(["GET /api/groups/acme.io/log?status=4xx&from=2026-11-25T07%3A00%3A00.0000000Z&count=100"], api.Requests);
        Assert.Equal(2, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Log_is_followed_and_shows_each_entry_once_the_oldest_first()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var requests = 0;
        await using var api = await ScriptedApi.StartAsync(async (context, _) =>
        {
            requests++;
            var answer = requests == 1
                ? """{"items":[{"at":"2026-11-25T08:00:01Z","action":"b"},{"at":"2026-11-25T08:00:00Z","action":"a"}]}"""
                : """{"items":[{"at":"2026-11-25T08:00:02Z","action":"c"},{"at":"2026-11-25T08:00:01Z","action":"b"}]}""";
            await ScriptedApi.AnswerAsync(context, 200, answer);
            if (requests == 3)
            {
                await stop.CancelAsync();
            }
        }, Cancellation);
        var run = await api.RunAsync(new CliSetting { Time = new InstantTime() }, stop.Token, "log", "acme.io", "--follow", "--json");
        Assert.Equal(["a", "b", "c"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("action").GetString()));
        Assert.StartsWith("GET /api/groups/acme.io/log?from=2026-11-25T07%3A59%3A31", api.Requests[1], StringComparison.Ordinal);
    }

    private static Task<ScriptedApi> PagesAsync() => ScriptedApi.StartAsync((context, _) => ScriptedApi.AnswerAsync(context, 200,
        context.Request.Query.ContainsKey("cursor") ? $$"""{"items":[{{Second}}]}""" : $$"""{"items":[{{First}}],"nextCursor":"next/1"}"""), Cancellation);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
