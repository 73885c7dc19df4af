using System.Net;
using ScimFunctions.Tests.Functions.Management.Sso;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.TenantGroups;

/// <summary>Making, listing, renaming and deleting tenant groups.</summary>
public abstract class TenantGroupTests(InProcessServer server)
{
    private const string Groups = "/api/groups";

    [Fact]
    public async Task A_group_is_read_as_it_was_made()
    {
        var (session, path) = await NewAsync();

        var made = (await session.SendRootAsync("POST", Groups, $$"""{"path":"{{path}}","name":"Acme"}""")).Is(HttpStatusCode.Created);
        var read = (await session.SendRootAsync("GET", $"{Groups}/{path.ToUpperInvariant()}")).Is(HttpStatusCode.OK);

        Assert.Equal("""{"users":0,"groups":0}""", read.Json["counts"]!.ToJsonString());
        Assert.Equal(made.Json["id"]!.ToJsonString(), read.Json["id"]!.ToJsonString());
        Assert.Equal(made.ETag, read.ETag);
        Assert.EndsWith($"{Groups}/{path}", made.Header("Location"), StringComparison.Ordinal);
        Assert.Equal((path, "Acme", "active"), ((string)made.Json["path"]!, (string)made.Json["name"]!, (string)made.Json["status"]!));
        Assert.EndsWith($"/api/scim/v2/groups/{path}", (string)made.Json["tenantUrl"]!, StringComparison.Ordinal);
        Assert.Matches("^[0-9-]{10}T[0-9:.]{12}Z$", (string)made.Json["created"]!);
        Assert.Null(made.Json["token"]);
    }

    [Fact]
    public async Task A_group_comes_with_its_settings_sign_in_and_a_token_that_works()
    {
        var (session, path) = await NewAsync();

        var made = (await session.SendRootAsync("POST", Groups,
            $$"""{"path":"{{path}}","settings":{"userLimit":3},"sso":{{TestCertificate.Sso()}},"token":{"name":"Entra ID","lifetimeDays":10} }""")).Is(HttpStatusCode.Created);

        Assert.Equal("no-store", made.Header("Cache-Control"));
        Assert.Equal(3, (int)(await session.SendRootAsync("GET", $"{Groups}/{path}/settings")).Json["userLimit"]!);
        Assert.Equal("CN=idp", (string?)(await session.SendRootAsync("GET", $"{Groups}/{path}/sso")).Json["certificateFacts"]!["subject"]);
        var secret = (string)made.Json["token"]!["secret"]!;
        (await session.SendRootAsync("GET", $"/api/scim/v2/groups/{path}/Users", key: secret)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}", "path")]
    [InlineData("""{"path":"a"}""", "path")]
    [InlineData("""{"path":"a..b"}""", "path")]
    [InlineData("""{"path":"../x"}""", "path")]
    [InlineData("""{"path":5}""", "path")]
    [InlineData("""{"path":"$P","name":""}""", "name")]
    [InlineData("""{"path":"$P","title":"x"}""", "title")]
    [InlineData("""{"path":"$P","settings":[]}""", "settings")]
    [InlineData("""{"path":"$P","settings":{"userLimit":-1}}""", "settings.userLimit")]
    [InlineData("""{"path":"$P","sso":{"issuer":"https://a.example"}}""", "sso.signInUrl")]
    [InlineData("""{"path":"$P","token":{}}""", "token.name")]
    [InlineData("""{"path":"$P","token":{"name":"x","scope":"write"}}""", "token.scope")]
    [InlineData("""{"path":"$P","token":{"name":"x","lifetimeDays":0}}""", "token.lifetimeDays")]
    [InlineData("""{"path":"$P","settings":{"tokenMaxLifetimeDays":5},"token":{"name":"x"}}""", "token.lifetimeDays")]
    public async Task A_wrong_body_is_told_by_field_and_makes_nothing(string body, string field)
    {
        var (session, path) = await NewAsync();
        ManagementSession.IsProblem(
            await session.SendRootAsync("POST", Groups, body.Replace("$P", path, StringComparison.Ordinal)), HttpStatusCode.BadRequest, field);
        ManagementSession.IsProblem(await session.SendRootAsync("GET", $"{Groups}/{path}"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_path_is_taken_whatever_its_case()
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(
            await session.SendRootAsync("POST", Groups, $$"""{"path":"{{session.Path.ToUpperInvariant()}}","token":{"name":"x"} }"""), HttpStatusCode.Conflict, "path");
    }

    [Fact]
    public async Task The_list_goes_on_by_cursor()
    {
        var (session, path) = await NewAsync();
        foreach (var suffix in (string[])["c", "a", "b"])
        {
            (await session.SendRootAsync("POST", Groups, $$"""{"path":"{{path}}.{{suffix}}"}""")).Is(HttpStatusCode.Created);
        }

        var found = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = (await session.SendRootAsync("GET", $"{Groups}?count=2{cursor}")).Is(HttpStatusCode.OK).Json;
            found.AddRange(page["items"]!.AsArray().Select(item => (string)item!["path"]!));
            if (page["nextCursor"] is not { } next)
            {
                break;
            }

            cursor = "&cursor=" + (string)next!;
        }

        Assert.Equal([path + ".a", path + ".b", path + ".c"], found.Where(item => item.StartsWith(path, StringComparison.Ordinal)));
        Assert.Equal(found.Count, found.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("count=0", "count")]
    [InlineData("count=1001", "count")]
    [InlineData("count=x", "count")]
    [InlineData("count=1&count=2", "count")]
    [InlineData("cursor=%00", "cursor")]
    [InlineData("cursor=Li4vLi4", "cursor")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendRootAsync("GET", $"{Groups}?{query}"), HttpStatusCode.BadRequest, field);
    }

    [Fact]
    public async Task A_renamed_group_answers_to_both_paths()
    {
        var session = await ManagementSession.NewAsync(server);
        var path = session.Path + ".new";

        var renamed = (await session.SendAsync("PATCH", "", $$"""{"path":"{{path}}","name":"New"}""")).Is(HttpStatusCode.OK);

        Assert.Equal((path, "New", session.Path), ((string)renamed.Json["path"]!, (string)renamed.Json["name"]!, (string)renamed.Json["previousPaths"]![0]!["path"]!));
        foreach (var (answering, location) in ((string, string)[])[(session.Path, path), (path, path)])
        {
            var users = await session.SendRootAsync("GET", $"/api/scim/v2/groups/{answering}/ServiceProviderConfig", key: session.Users.Tenant.Token);
            Assert.EndsWith($"/groups/{location}/ServiceProviderConfig", (string)users.Is(HttpStatusCode.OK).Json["meta"]!["location"]!, StringComparison.Ordinal);
            Assert.Equal(renamed.ETag, (await session.SendRootAsync("GET", $"{Groups}/{answering}")).ETag);
        }

        ManagementSession.IsProblem(await session.SendRootAsync("POST", Groups, $$"""{"path":"{{session.Path}}"}"""), HttpStatusCode.Conflict, "path");
    }

    [Fact]
    public async Task A_name_changes_and_the_path_stays()
    {
        var session = await ManagementSession.NewAsync(server);
        var read = await session.SendAsync("GET", "");
        var named = (await session.SendAsync("PATCH", "", """{"name":"Other"}""", read.ETag)).Is(HttpStatusCode.OK);
        Assert.Equal((session.Path, "Other"), ((string)named.Json["path"]!, (string)named.Json["name"]!));
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "", """{"name":"Third"}""", read.ETag), HttpStatusCode.PreconditionFailed);
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "", """{"path":"third"}""", read.ETag), HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_deleted_group_answers_its_token_no_more_and_cannot_be_changed()
    {
        var session = await ManagementSession.NewAsync(server);
        (await session.Users.SendAsync("GET", "/Users")).Is(HttpStatusCode.OK);

        var deleted = (await session.SendAsync("DELETE", "")).Is(HttpStatusCode.Accepted);

        (await session.Users.SendAsync("GET", "/Users")).IsError(401);
        Assert.Equal("deleting", (string?)deleted.Json["status"]);
        var read = (await session.SendAsync("GET", "")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("deleting", (string)deleted.Json["removedAfter"]!), ((string)read["status"]!, (string)read["removedAfter"]!));
        Assert.Equal(deleted.Body, (await session.SendAsync("DELETE", "")).Is(HttpStatusCode.Accepted).Body);
        foreach (var (method, path, body) in ((string, string, string?)[])
            [("PATCH", "", """{"name":"x"}"""), ("PATCH", "/settings", "{}"), ("PUT", "/sso", TestCertificate.Sso()), ("POST", "/tokens", """{"name":"x"}"""), ("GET", "/schemas", null)])
        {
            ManagementSession.IsProblem(await session.SendAsync(method, path, body), HttpStatusCode.Conflict);
        }

        ManagementSession.IsProblem(await session.SendRootAsync("POST", Groups, $$"""{"path":"{{session.Path}}"}"""), HttpStatusCode.Conflict, "path");
    }

    [Theory]
    [InlineData("PUT", "", "GET, HEAD, POST")]
    [InlineData("POST", "/$G", "GET, HEAD, PATCH, DELETE")]
    [InlineData("POST", "/$G/settings", "GET, HEAD, PATCH")]
    [InlineData("PATCH", "/$G/sso", "GET, HEAD, PUT, DELETE")]
    [InlineData("PUT", "/$G/tokens", "GET, HEAD, POST")]
    public async Task Another_verb_is_told_which_there_are(string method, string path, string allow)
    {
        var session = await ManagementSession.NewAsync(server);
        var answer = await session.SendRootAsync(method, Groups + path.Replace("$G", session.Path, StringComparison.Ordinal), "{}");
        ManagementSession.IsProblem(answer, HttpStatusCode.MethodNotAllowed);
        Assert.Equal(allow, answer.Header("Allow"));
    }

    private async Task<(ManagementSession Session, string Path)> NewAsync() =>
        (await ManagementSession.NewAsync(server), TenantPath.Unique("made"));
}

public sealed class EmbeddedTenantGroupTests(EmbeddedServer server) : TenantGroupTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteTenantGroupTests(AzuriteServer server) : TenantGroupTests(server), IClassFixture<AzuriteServer>;
