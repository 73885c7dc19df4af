using Xunit;

namespace ScimFunctions.Tests.Cli.Api;

public sealed class ManagementCommandTests
{
    private const string Group = """{"id":"1","path":"acme.io","name":"Acme","created":"2026-11-25T08:00:00.1234567Z","counts":{"users":2,"groups":1},"previousPaths":[]}""";

    /// <summary>The command line, and the request that it makes.</summary>
    public static TheoryData<string, string> Requests => new()
    {
        { "group add acme.io --name Acme", """POST /api/groups {"path":"acme.io","name":"Acme"}""" },
        { "group add acme.io --token Entra", """POST /api/groups {"path":"acme.io","token":{"name":"Entra","scope":"provision"}}""" },
        { "group show acme.io", "GET /api/groups/acme.io" },
        { "group rename acme.io --path acme", """PATCH /api/groups/acme.io {"path":"acme"}""" },
        { "group delete acme.io --yes", "DELETE /api/groups/acme.io" },
        { "group settings acme.io", "GET /api/groups/acme.io/settings" },
        { "group settings acme.io --user-limit none --log-reads true --allowed-domains acme.io,acme.com --retention-days 30", """PATCH /api/groups/acme.io/settings {"allowedEmailDomains":["acme.io","acme.com"],"userLimit":null,"retentionDays":30,"journalReads":true}""" },
        { "sso show acme.io", "GET /api/groups/acme.io/sso" },
        { "sso set acme.io --metadata-url https://idp.example.com/m", """PUT /api/groups/acme.io/sso {"metadataUrl":"https://idp.example.com/m"}""" },
        { "sso remove acme.io --yes", "DELETE /api/groups/acme.io/sso" },
        { "token add acme.io --name Okta --scope read --expires 90 --user u1", """POST /api/groups/acme.io/tokens {"name":"Okta","scope":"read","lifetimeDays":90,"userId":"u1"}""" },
        { "token rotate acme.io t1 --overlap 48", """POST /api/groups/acme.io/tokens/t1/rotate {"overlapHours":48}""" },
        { "token revoke acme.io t1", "DELETE /api/groups/acme.io/tokens/t1" },
        { "identity show acme.io jo@acme.io", "GET /api/groups/acme.io/identities/jo@acme.io" },
        { "identity change acme.io jo --to joe --active false", """PATCH /api/groups/acme.io/identities/jo {"externUid":"joe","active":false}""" },
        { "identity delete acme.io jo --yes", "DELETE /api/groups/acme.io/identities/jo" },
        { "member role acme.io u1 owner", """PATCH /api/groups/acme.io/members/u1 {"role":"owner"}""" },
        { "restore acme.io u1", "POST /api/groups/acme.io/users/u1/restore" },
        { "erase acme.io --extern-uid jo --yes", """POST /api/groups/acme.io/erasures {"externUid":"jo"}""" },
        { "admin-key rotate --yes", "POST /api/admin-key/rotate" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Command_makes_its_request(string line, string request)
    {
        await using var api = await ScriptedApi.StartAsync(200, Group, Cancellation);
        var run = await api.RunAsync(Cancellation, line.Split(' '));
        Assert.Equal([request], api.Requests);
        Assert.Equal((0, $"Bearer {ScriptedApi.Key}"), (run.ExitCode, api.Authorization));
    }

    [Theory]
    [InlineData("group delete acme.io", "Give --yes")]
    [InlineData("erase acme.io --user u1", "Give --yes")]
    [InlineData("group rename acme.io", "Give --path, --name or both")]
    [InlineData("sso set acme.io --issuer x --metadata-url https://idp.example.com", "Give --metadata, or")]
    [InlineData("group settings acme.io --user-limit many", "--user-limit takes a whole number")]
    [InlineData("group settings acme.io --log-reads maybe", "--log-reads takes true or false")]
    [InlineData("log acme.io --follow --to 2026-11-25", "--follow has no end")]
    [InlineData("token add acme.io --scope write", "not recognized")]
    public async Task Command_that_is_not_understood_asks_nothing_of_the_server(string line, string message)
    {
        await using var api = await ScriptedApi.StartAsync(200, Group, Cancellation);
        var run = await api.RunAsync(Cancellation, line.Split(' '));
        Assert.Equal((2, "", 0), (run.ExitCode, run.Output, api.Requests.Count));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_is_told_with_its_field_and_example()
    {
        const string Problem = """{"title":"A value breaks a rule","status":400,"detail":"path: 2 to 64 letters.","field":"path","example":"acme.io","correlationId":"c-1"}""";
        await using var api = await ScriptedApi.StartAsync(400, Problem, Cancellation);
        var run = await api.RunAsync(Cancellation, "group", "add", "a");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(["A value breaks a rule. path: 2 to 64 letters.", "  field: path", "  example: acme.io", "  correlationId: c-1", ""], run.Error.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Key_that_is_refused_is_not_repeated()
    {
        await using var api = await ScriptedApi.StartAsync(401, "{}", Cancellation);
        var run = await api.RunAsync(Cancellation, "group", "list");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("SCIMFUNCTIONS_ADMIN_KEY", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ScriptedApi.Key, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_not_there_has_an_exit_code_of_its_own()
    {
        var run = await CliRun.OfAsync(Cancellation, "group", "list", "--url", $"http://127.0.0.1:{Hosting.FreePort.Next()}", "--admin-key", "k");
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Limited_rate_is_waited_for()
    {
        var requests = 0;
        await using var api = await ScriptedApi.StartAsync((context, _) =>
        {
            var isFirst = requests++ == 0;
            context.Response.Headers.RetryAfter = "0";
            return ScriptedApi.AnswerAsync(context, isFirst ? 429 : 200, Group);
        }, Cancellation);
        var run = await api.RunAsync(Cancellation, "group", "show", "acme.io", "--json");
        Assert.Equal((0, 2), (run.ExitCode, requests));
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    public async Task Sign_in_check_answers_by_its_exit_code(string allowed, int exitCode)
    {
        await using var api = await ScriptedApi.StartAsync(200, $$"""{"allowed":{{allowed}},"reason":"x"}""", Cancellation);
        var run = await api.RunAsync(Cancellation, "identity", "check", "acme.io", "jo");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal($"allowed\t{allowed}", run.Output.Split(Environment.NewLine)[0]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
