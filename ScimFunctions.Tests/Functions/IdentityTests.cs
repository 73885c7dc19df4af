using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>The externalId, and the id that GitLab's attribute mapping makes of it.</summary>
public abstract class IdentityTests(InProcessServer server)
{
    [Fact]
    public async Task User_without_externalId_has_no_identity()
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await session.CreateAsync("ada")).Is(HttpStatusCode.Created);
        Assert.False(made.Json.ContainsKey("externalId"));
        (await session.PatchAsync(made.Id, """[{"op":"replace","path":"active","value":false}]""")).Is(HttpStatusCode.OK);
        (await session.SendAsync("DELETE", "/Users/" + made.Id)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Changed_externalId_moves_the_identity_and_frees_the_old_one()
    {
        var session = await TenantSession.NewAsync(server);
        var ada = await session.CreateAsync("ada", "old");
        (await session.PatchAsync(ada.Id, """[{"op":"replace","path":"externalId","value":"new"}]""")).Is(HttpStatusCode.OK);
        Assert.Null(await session.RowAsync(RowKeys.Identity("old")));
        Assert.Equal(ada.Id, (await session.RowAsync(RowKeys.Identity("new")))!.Columns.GetString("user"));

        var bob = (await session.CreateAsync("bob", "old")).Is(HttpStatusCode.Created);
        Assert.Equal([bob.Id], await session.FindAsync("externalId", "old"));
        (await session.PatchAsync(bob.Id, """[{"op":"replace","path":"externalId","value":"new"}]""")).IsError(409, "uniqueness");
    }

    [Theory]
    [InlineData("8f7d-A_1")]
    [InlineData("x")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task Id_of_allowed_shape_that_is_the_externalId_is_kept(string id)
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await CreateAsync(session, "ada", id, id)).Is(HttpStatusCode.Created);
        Assert.Equal(id, made.Id);
        (await session.GetAsync("/Users/" + id)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("a/b", "a/b")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", "01234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("xbulkIdx", "xbulkIdx")]
    [InlineData("é", "é")]
    [InlineData("mine", "other")]
    [InlineData("mine", null)]
    [InlineData("Mine", "mine")]
    public async Task Any_other_id_is_our_own(string id, string? externalId)
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await CreateAsync(session, "ada", id, externalId)).Is(HttpStatusCode.Created);
        Assert.True(Guid.TryParseExact(made.Id, "D", out _), made.Id);
    }

    [Fact]
    public async Task Created_again_with_the_same_externalId_gets_its_id_back()
    {
        var session = await TenantSession.NewAsync(server);
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal("g1", (await CreateAsync(session, "ada", "g1", "g1")).Is(HttpStatusCode.Created).Id);
            (await CreateAsync(session, "bob", "g1", "g1")).IsError(409, "uniqueness");
            (await session.SendAsync("DELETE", "/Users/g1")).Is(HttpStatusCode.NoContent);
            (await session.GetAsync("/Users/g1")).IsError(404);
        }
    }

    [Fact]
    public async Task Id_is_never_given_to_another_externalId()
    {
        var session = await TenantSession.NewAsync(server);
        await CreateAsync(session, "ada", "g1", "g1");
        (await session.PatchAsync("g1", """[{"op":"replace","path":"externalId","value":"moved"}]""")).Is(HttpStatusCode.OK);
        var bob = (await CreateAsync(session, "bob", "g1", "g1")).Is(HttpStatusCode.Created);
        Assert.NotEqual("g1", bob.Id);

        (await session.SendAsync("DELETE", "/Users/g1")).Is(HttpStatusCode.NoContent);
        (await session.SendAsync("DELETE", "/Users/" + bob.Id)).Is(HttpStatusCode.NoContent);
        Assert.NotEqual("g1", (await CreateAsync(session, "eve", "g1", "g1")).Is(HttpStatusCode.Created).Id);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"id","value":"g1"}]""")]
    [InlineData("""[{"op":"replace","value":{"id":"g1"}}]""")]
    public async Task Patch_of_id_to_itself_changes_nothing(string operations)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, "ada", "g1", "g1");
        Assert.Equal(made.Body, (await session.PatchAsync("g1", operations)).Is(HttpStatusCode.OK).Body);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"id","value":"g2"}]""")]
    [InlineData("""[{"op":"replace","path":"id","value":"G1"}]""")]
    [InlineData("""[{"op":"replace","value":{"id":"g2"}}]""")]
    [InlineData("""[{"op":"remove","path":"id"}]""")]
    public async Task Patch_of_id_to_another_is_refused(string operations)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, "ada", "g1", "g1");
        (await session.PatchAsync("g1", operations)).IsError(400, "mutability");
        Assert.Equal(made.Body, (await session.GetAsync("/Users/g1")).Body);
    }

    private static Task<Answer> CreateAsync(TenantSession session, string userName, string id, string? externalId)
    {
        var user = new JsonObject { ["userName"] = userName, ["id"] = id };
        if (externalId is not null)
        {
            user["externalId"] = externalId;
        }

        return session.SendAsync("POST", "/Users", TenantSession.User(user));
    }
}
