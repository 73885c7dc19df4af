using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.People;

/// <summary>The identities of a tenant group, for its administrator.</summary>
public abstract class IdentityApiTests(InProcessServer server)
{
    [Fact]
    public async Task An_identity_is_read_by_its_extern_uid()
    {
        var session = await ManagementSession.NewAsync(server);
        var bob = await session.Users.CreateAsync("bob", "bob@x");

        var found = (await session.SendAsync("GET", "/identities/bob@x")).Is(HttpStatusCode.OK);

        Assert.Equal($$"""{"externUid":"bob@x","userId":"{{bob.Id}}","userName":"bob","active":true,"role":"guest"}""", found.Body);
        Assert.Equal($$"""{"items":[{{found.Body}}]}""", (await session.SendAsync("GET", "/identities?externUid=bob@x")).Body);
        Assert.Equal($$"""{"items":[]}""", (await session.SendAsync("GET", "/identities?externUid=bob@x&active=false")).Body);
        Assert.Equal(bob.ETag, found.ETag);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/identities/bob"), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://idp.example/users/1", "https%3A%2F%2Fidp.example%2Fusers%2F1")]
    [InlineData("DOMAIN\\jo", "DOMAIN%5Cjo")]
    [InlineData("Jörg ?#&=+", "J%C3%B6rg%20%3F%23%26%3D%2B")]
    public async Task An_extern_uid_of_any_characters_stands_in_the_path(string externUid, string path)
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.CreateAsync("jo", externUid);
        Assert.Equal(externUid, (string?)(await session.SendAsync("GET", "/identities/" + path)).Is(HttpStatusCode.OK).Json["externUid"]);
        (await session.SendAsync("DELETE", "/identities/" + path)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_patch_changes_the_user_too()
    {
        var session = await ManagementSession.NewAsync(server);
        var bob = await session.Users.CreateAsync("bob", "bob-1");
        await session.Users.CreateAsync("eve", "eve-1");

        var changed = (await session.SendAsync("PATCH", "/identities/bob-1", """{"externUid":"bob-2","active":false}""")).Is(HttpStatusCode.OK);

        var user = await session.Users.GetAsync("/Users/" + bob.Id);
        Assert.Equal(("bob-2", false, changed.ETag), ((string?)user.Json["externalId"], (bool)user.Json["active"]!, user.ETag));
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/identities/bob-2", """{"externUid":"eve-1"}"""), HttpStatusCode.Conflict);
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/identities/bob-1", """{"active":true}"""), HttpStatusCode.NotFound);
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/identities/bob-2", """{"active":true}""", bob.ETag), HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("{}", "externUid")]
    [InlineData("""{"externUid":""}""", "externUid")]
    [InlineData("""{"externUid":5}""", "externUid")]
    [InlineData("""{"active":"yes"}""", "active")]
    [InlineData("""{"user":"x"}""", "user")]
    [InlineData("""{"externUid":null}""", "externUid")]
    public async Task A_wrong_patch_names_the_field(string body, string field)
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.CreateAsync("bob", "bob-1");
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/identities/bob-1", body), HttpStatusCode.BadRequest, field);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_its_cursors_are_of_this_list_alone()
    {
        var session = await ManagementSession.NewAsync(server);
        var other = await ManagementSession.NewAsync(server);
        for (var user = 0; user < 5; user++)
        {
            await session.Users.CreateAsync($"user-{user}", $"uid-{user}");
        }

        var found = new List<string>();
        var query = "?count=2";
        string? cursor;
        do
        {
            var page = (await session.SendAsync("GET", "/identities" + query)).Is(HttpStatusCode.OK).Json;
            found.AddRange(page["items"]!.AsArray().Select(item => (string)item!["externUid"]!));
            cursor = (string?)page["nextCursor"];
            Assert.DoesNotContain("uid-", cursor ?? "", StringComparison.Ordinal);
            if (cursor is not null)
            {
                ManagementSession.IsProblem(await other.SendAsync("GET", $"/identities?count=2&cursor={cursor}"), HttpStatusCode.BadRequest, "cursor");
                ManagementSession.IsProblem(await session.SendAsync("GET", $"/members?count=2&cursor={cursor}"), HttpStatusCode.BadRequest, "cursor");
                ManagementSession.IsProblem(await session.SendAsync("GET", $"/identities?count=2&active=true&cursor={cursor}"), HttpStatusCode.BadRequest, "cursor");
            }

            query = $"?count=2&cursor={cursor}";
        }
        while (cursor is not null);

        Assert.Equal(["uid-0", "uid-1", "uid-2", "uid-3", "uid-4"], found);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/identities?active=maybe"), HttpStatusCode.BadRequest, "active");
    }

    [Fact]
    public async Task Without_the_admin_key_nothing_is_answered()
    {
        var session = await ManagementSession.NewAsync(server);
        foreach (var (method, path) in ((string, string)[])[
            ("GET", "/identities"), ("GET", "/identities/x"), ("PATCH", "/identities/x"), ("DELETE", "/identities/x"),
            ("GET", "/members"), ("GET", "/members/x"), ("PATCH", "/members/x"), ("POST", "/sign-in-check")])
        {
            foreach (var key in (string[])["", "scimadm_x", path.StartsWith("/sign", StringComparison.Ordinal) ? "x" : session.Users.Tenant.Token])
            {
                ManagementSession.IsProblem(
                    await session.SendRootAsync(method, $"/api/groups/{session.Path}{path}", method == "GET" ? null : "{}", key: key), HttpStatusCode.Unauthorized);
            }
        }
    }
}

public sealed class EmbeddedIdentityApiTests(EmbeddedServer server) : IdentityApiTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteIdentityApiTests(AzuriteServer server) : IdentityApiTests(server), IClassFixture<AzuriteServer>;
