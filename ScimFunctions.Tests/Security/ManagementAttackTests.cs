using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Functions.Management;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>What an administrator with bad intent, or a broken script, sends to the management interface: each is told what is
/// wrong and where, nothing is a failure of the server, and nothing is half-made.</summary>
public sealed class ManagementAttackTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    /// <summary>Verb, path, a body of members that all may be wrong.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "POST", "/api/groups", """{"path":"","name":"","settings":"","sso":"","token":""}""" },
        { "PATCH", "/api/groups/$G", """{"path":"","name":""}""" },
        { "PATCH", "/api/groups/$G/settings", """{"allowedEmailDomains":"","userLimit":"","defaultRole":"","roles":"","retentionDays":"","journalReads":"","tokenMaxLifetimeDays":"","allowDuplicateGroupNames":""}""" },
        { "PUT", "/api/groups/$G/sso", """{"issuer":"","signInUrl":"","certificate":"","nameIdSource":"","metadataXml":"","metadataUrl":""}""" },
        { "POST", "/api/groups/$G/tokens", """{"name":"","scope":"","lifetimeDays":"","userId":""}""" },
        { "POST", "/api/groups/$G/tokens/none/rotate", """{"name":"","lifetimeDays":"","overlapHours":""}""" },
        { "PATCH", "/api/groups/$G/identities/uid-1", """{"externUid":"","active":""}""" },
        { "PATCH", "/api/groups/$G/members/none", """{"role":""}""" },
        { "POST", "/api/groups/$G/erasures", """{"userId":"","externUid":""}""" },
        { "POST", "/api/groups/$G/sign-in-check", """{"nameId":""}""" },
        { "POST", "/api/groups/$G/export", """{"after":"","counts":""}""" },
    };

    private static readonly string[] Hostile =
    [
        "[]", "{}", "[[]]", "[null]", "-1", "1.5", "1e400", "99999999999999999999", "true", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"",
        "\"../..\"", "\"%2e%2e%2f\"", "\"' or 1 eq 1\"", "\"\\r\\nSet-Cookie: a=b\"", "\"" + new string('x', 100_000) + "\"",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_member_of_the_wrong_kind_is_named(string verb, string path, string members)
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.CreateAsync("ada", "uid-1");
        var before = await session.SendAsync("GET", "/settings");
        foreach (var (name, _) in JsonNode.Parse(members)!.AsObject())
        {
            foreach (var value in Hostile)
            {
                var answer = await session.SendRootAsync(verb, path.Replace("$G", session.Path, StringComparison.Ordinal), $$"""{"{{name}}":{{value}}}""");
                IsTold(answer, $"{verb} {path} {name} {value[..Math.Min(value.Length, 40)]}");
            }
        }

        if (path.EndsWith("settings", StringComparison.Ordinal))
        {
            return;
        }

        Assert.Equal(before.Body, (await session.SendAsync("GET", "/settings")).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"path\"")]
    [InlineData("{\"path\":\"a\"")]
    [InlineData("{\"path\":\"one.io\",\"path\":\"two.io\"}")]
    [InlineData("{\"path\":\"one.io\",\"PATH\":\"two.io\"}")]
    [InlineData("{\"path\":\"one.io\"}{\"path\":\"two.io\"}")]
    [InlineData("{\"path\":\"one.io\",}")]
    [InlineData("{\"path\":\"one.io\"} // comment")]
    public async Task A_body_that_is_no_object_is_named(string body)
    {
        var session = await ManagementSession.NewAsync(server);
        foreach (var (verb, path) in ((string, string)[])[("POST", "/api/groups"), ("PATCH", $"/api/groups/{session.Path}"), ("PATCH", $"/api/groups/{session.Path}/settings"), ("PUT", $"/api/groups/{session.Path}/sso")])
        {
            var answer = await session.SendRootAsync(verb, path, body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            IsTold(answer, $"{verb} {path} {body}");
        }
    }

    [Theory]
    [InlineData("nested")]
    [InlineData("large")]
    [InlineData("latin")]
    [InlineData("xml")]
    [InlineData("gzip")]
    public async Task A_body_that_costs_too_much_or_is_of_another_kind_is_refused(string kind)
    {
        var session = await ManagementSession.NewAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Root + "/api/groups");
        request.Headers.Authorization = new("Bearer", await server.AdminKeyAsync());
        var text = kind switch
        {
            "nested" => "{\"path\":" + new string('[', 100_000),
            "large" => $$"""{"path":"one.io","name":"{{new string('x', 300 * 1024)}}"}""",
            _ => """{"path":"one.io"}""",
        };
        request.Content = new StringContent(text, Encoding.UTF8, kind is "xml" ? "application/xml" : "application/json");
        if (kind is "gzip")
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }
        else if (kind is "latin")
        {
            request.Content.Headers.ContentType!.CharSet = "iso-8859-1";
        }

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        IsTold(new Answer(response.StatusCode, response.Headers, response.Content.Headers, body), kind);
        Assert.Contains((int)response.StatusCode, (int[])[400, 413, 415]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a\\u0000b")]
    [InlineData("a b")]
    [InlineData(" ab")]
    [InlineData(".hidden")]
    [InlineData("a..b")]
    [InlineData("аcme")]
    [InlineData("acme\\u200b")]
    [InlineData("ACME\\u0130")]
    [InlineData("a;b")]
    [InlineData("a?b#c")]
    [InlineData("c:\\\\con")]
    public async Task A_path_that_plays_tricks_is_refused(string path)
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendRootAsync("POST", "/api/groups", $$"""{"path":"{{path}}"}"""), HttpStatusCode.BadRequest, "path");
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "", $$"""{"path":"{{path}}"}"""), HttpStatusCode.BadRequest, "path");
    }

    [Fact]
    public async Task A_name_is_kept_as_it_is_in_any_script()
    {
        var session = await ManagementSession.NewAsync(server);
        const string Name = "Ünïcödé 社 🏢 <script>alert(1)</script> \"'; --";
        var body = new JsonObject { ["name"] = Name }.ToJsonString();
        Assert.Equal(Name, (string?)(await session.SendAsync("PATCH", "", body)).Is(HttpStatusCode.OK).Json["name"]);
        var read = (await session.SendAsync("GET", "")).Is(HttpStatusCode.OK);
        Assert.Equal(Name, (string?)read.Json["name"]);
        Assert.DoesNotContain("<script>", read.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_make_one_group_one_does()
    {
        var session = await ManagementSession.NewAsync(server);
        var path = TenantPath.Unique("race");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => session.SendRootAsync("POST", "/api/groups", $$"""{"path":"{{path}}","token":{"name":"x"} }""")));
        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(answer => answer.Status is HttpStatusCode.Conflict));
        Assert.Single((await session.SendRootAsync("GET", $"/api/groups/{path}/tokens")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Of_many_who_take_one_path_one_does_and_every_group_answers()
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ManagementSession.NewAsync(server)));
        var path = TenantPath.Unique("race");
        var answers = await Task.WhenAll(sessions.Select(session => session.SendAsync("PATCH", "", $$"""{"path":"{{path}}"}""")));
        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.Body));
        foreach (var session in sessions)
        {
            (await session.Users.GetAsync("/Users")).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_group_that_is_deleted_and_renamed_at_once_ends_as_one_of_both()
    {
        var session = await ManagementSession.NewAsync(server);
        var path = TenantPath.Unique("race");
        var renames = Task.WhenAll(Enumerable.Range(0, 4).Select(number => session.SendAsync("PATCH", "", $$"""{"path":"{{path}}{{number}}"}""")));
        var deletions = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => session.SendAsync("DELETE", "")));
        Assert.All((Answer[])[.. await renames, .. await deletions], answer => IsTold(answer, "race"));
        Assert.Contains(await deletions, answer => answer.Status is HttpStatusCode.Accepted);
        Assert.Equal("deleting", (string?)(await session.SendAsync("GET", "")).Is(HttpStatusCode.OK).Json["status"]);
    }

    [Fact]
    public async Task Two_owners_who_leave_at_once_leave_one()
    {
        var session = await ManagementSession.NewAsync(server);
        string[] ids = [(await session.Users.CreateAsync("ada", "1")).Id, (await session.Users.CreateAsync("bo", "2")).Id];
        foreach (var id in ids)
        {
            (await session.SendAsync("PATCH", "/members/" + id, """{"role":"owner"}""")).Is(HttpStatusCode.OK);
        }

        var answers = await Task.WhenAll(
            session.SendAsync("PATCH", "/members/" + ids[0], """{"role":"guest"}"""),
            session.SendAsync("DELETE", "/identities/2"),
            session.SendAsync("POST", "/erasures", $$"""{"userId":"{{ids[1]}}"}"""));
        Assert.All(answers, answer => IsTold(answer, "race"));
        var owners = (await session.SendAsync("GET", "/members")).Json["items"]!.AsArray().Count(member => (string?)member!["role"] == "owner");
        Assert.True(owners >= 1, string.Join('\n', answers.Select(answer => answer.Body)));
    }

    // What is refused is a problem with a rule, and what is wrong in a request names where and what would do.
    private static void IsTold(Answer answer, string what)
    {
        Assert.True((int)answer.Status < 500, $"{what}: {(int)answer.Status} {answer.Body}");
        if ((int)answer.Status < 400)
        {
            return;
        }

        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.NotEmpty((string)answer.Json["detail"]!);
        if (answer.Status is HttpStatusCode.BadRequest)
        {
            Assert.True(answer.Json["field"] is not null && answer.Json["example"] is not null, $"{what}: {answer.Body}");
        }
    }
}
