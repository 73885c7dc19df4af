using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>Versions and conditional requests (RFC 7644 §3.14).</summary>
public abstract class VersionTests(InProcessServer server)
{
    private const string Rename = """[{"op":"replace","path":"displayName","value":"Ada"}]""";

    [Fact]
    public async Task Created_user_tells_its_place_and_version()
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await session.CreateAsync("ada")).Is(HttpStatusCode.Created);
        Assert.Equal((string?)made.Json["meta"]!["location"], made.Header("Location"));
        Assert.Equal($"{session.Tenant.BaseUri.AbsoluteUri}/Users/{made.Id}", made.Header("Location"));
        Assert.Equal(made.ETag, (string?)made.Json["meta"]!["version"]);
    }

    [Fact]
    public async Task Every_answer_with_a_user_tells_whose_it_is()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        var patched = await session.PatchAsync(made.Id, Rename);
        var got = await session.GetAsync("/Users/" + made.Id);
        var put = await session.SendAsync("PUT", "/Users/" + made.Id, TenantSession.User("ada"));
        Assert.All([made, patched, got, put], answer => Assert.Equal((string?)answer.Json["meta"]!["location"], answer.Header("Content-Location")));
        Assert.All([patched, got, put], answer => Assert.Null(answer.Header("Location")));
    }

    [Fact]
    public async Task Every_answer_with_a_user_has_its_version()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        var patched = await session.PatchAsync(made.Id, Rename);
        var got = await session.GetAsync("/Users/" + made.Id);
        var put = await session.SendAsync("PUT", "/Users/" + made.Id, TenantSession.User("ada"));
        Assert.All([made, patched, got, put], answer => Assert.Equal(answer.ETag, (string?)answer.Json["meta"]!["version"]));
        Assert.Equal(patched.ETag, got.ETag);
        Assert.Equal(3, new[] { made.ETag, patched.ETag, put.ETag }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Changes_that_change_nothing_leave_the_version_alone()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada", "1");
        var patched = (await session.PatchAsync(made.Id, """[{"op":"replace","value":{"active":"True","userName":"ada","id":"ID"}}]""".Replace("ID", made.Id, StringComparison.Ordinal))).Is(HttpStatusCode.OK);
        var put = (await session.SendAsync("PUT", "/Users/" + made.Id, TenantSession.User("ada", "1"))).Is(HttpStatusCode.OK);
        Assert.Equal(made.Body, patched.Body);
        Assert.Equal(made.Body, put.Body);
    }

    [Theory]
    [InlineData("*", 200)]
    [InlineData("{tag}", 200)]
    [InlineData("{strong}", 200)]
    [InlineData("W/\"other\"", 412)]
    public async Task User_is_read_if_it_has_the_version_that_is_asked_for(string header, int status)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        Assert.Equal(status, (int)(await session.SendAsync("GET", "/Users/" + made.Id, (string?)null, ("If-Match", Fill(header, made)))).Status);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("{tag}")]
    [InlineData("{strong}")]
    [InlineData("W/\"other\", {tag}")]
    [InlineData("\"other\",{strong}")]
    public async Task Matching_version_may_be_changed(string header)
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var (verb, body) in Changes)
        {
            var made = await session.CreateAsync(verb);
            var answer = await session.SendAsync(verb, "/Users/" + made.Id, body, ("If-Match", Fill(header, made)));
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, answer.Body);
        }
    }

    [Theory]
    [InlineData("W/\"other\"")]
    [InlineData("\"\"")]
    [InlineData("other")]
    [InlineData("\"a\", \"b\"")]
    public async Task Other_version_is_left_alone(string header)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        foreach (var (verb, body) in Changes)
        {
            (await session.SendAsync(verb, "/Users/" + made.Id, body, ("If-Match", header))).IsError(412);
        }

        Assert.Equal(made.Body, (await session.GetAsync("/Users/" + made.Id)).Body);
    }

    [Fact]
    public async Task Version_before_the_last_is_refused()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        await session.PatchAsync(made.Id, Rename);
        (await session.SendAsync("DELETE", "/Users/" + made.Id, (string?)null, ("If-Match", made.ETag))).IsError(412);
    }

    [Theory]
    [InlineData("GET", "*")]
    [InlineData("HEAD", "{tag}")]
    [InlineData("GET", "{strong}, \"x\"")]
    public async Task Known_version_is_not_sent_again(string verb, string header)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        var answer = await session.SendAsync(verb, "/Users/" + made.Id, (string?)null, ("If-None-Match", Fill(header, made)));
        Assert.Empty(answer.Is(HttpStatusCode.NotModified).Body);
        Assert.Equal(made.ETag, answer.ETag);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("{tag}")]
    [InlineData("\"x\", {strong}")]
    public async Task Known_version_is_not_changed(string header)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        foreach (var (verb, body) in Changes)
        {
            (await session.SendAsync(verb, "/Users/" + made.Id, body, ("If-None-Match", Fill(header, made)))).IsError(412);
        }

        Assert.Equal(made.Body, (await session.GetAsync("/Users/" + made.Id)).Body);
        (await session.SendAsync("PUT", "/Users/nobody", TenantSession.User("eve"), ("If-None-Match", "*"))).IsError(404);
        (await session.SendAsync("PUT", "/Users/" + made.Id, TenantSession.User("eve"), ("If-None-Match", "W/\"other\""))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unknown_version_is_sent()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        var answer = await session.SendAsync("GET", "/Users/" + made.Id, (string?)null, ("If-None-Match", "W/\"other\""));
        Assert.Equal(made.Body, answer.Is(HttpStatusCode.OK).Body);
    }

    private static (string Verb, string? Body)[] Changes =>
        [("PATCH", TenantSession.Patch(Rename)), ("PUT", TenantSession.User("eve")), ("DELETE", null)];

    private static string Fill(string header, Answer made) => header
        .Replace("{tag}", made.ETag, StringComparison.Ordinal)
        .Replace("{strong}", made.ETag[2..], StringComparison.Ordinal);
}
