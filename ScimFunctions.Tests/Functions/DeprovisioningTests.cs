using System.Net;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>What <c>active</c> does to identity and membership.</summary>
public abstract class DeprovisioningTests(InProcessServer server)
{
    [Theory]
    [InlineData("false", "true")]
    [InlineData("\"False\"", "\"True\"")]
    public async Task Deactivated_user_keeps_role_and_gets_all_back(string off, string on)
    {
        var session = await TenantSession.NewAsync(server);
        var id = (await session.CreateAsync("ada", "x1")).Id;
        await HasStateAsync(session, id, active: true);

        var ended = (await session.PatchAsync(id, $$"""[{"op":"Replace","path":"active","value":{{off}}}]""")).Is(HttpStatusCode.OK);
        Assert.False((bool)ended.Json["active"]!);
        await HasStateAsync(session, id, active: false);
        Assert.Equal([id], await session.FindAsync("externalId", "x1"));

        var back = (await session.PatchAsync(id, $$"""[{"op":"Replace","path":"active","value":{{on}}}]""")).Is(HttpStatusCode.OK);
        Assert.True((bool)back.Json["active"]!);
        await HasStateAsync(session, id, active: true);
    }

    [Fact]
    public async Task User_created_or_put_inactive_has_no_membership()
    {
        var session = await TenantSession.NewAsync(server);
        var inactive = TenantSession.User("ada", "x1").Replace("{", "{\"active\":false,", StringComparison.Ordinal);
        var id = (await session.SendAsync("POST", "/Users", inactive)).Is(HttpStatusCode.Created).Id;
        await HasStateAsync(session, id, active: false);

        (await session.SendAsync("PUT", "/Users/" + id, inactive.Replace("false", "true", StringComparison.Ordinal))).Is(HttpStatusCode.OK);
        await HasStateAsync(session, id, active: true);

        (await session.SendAsync("PUT", "/Users/" + id, inactive)).Is(HttpStatusCode.OK);
        await HasStateAsync(session, id, active: false);
    }

    [Fact]
    public async Task Identity_that_moves_while_the_user_ends_is_inactive()
    {
        var session = await TenantSession.NewAsync(server);
        var id = (await session.CreateAsync("ada", "x0")).Id;
        (await session.PatchAsync(id, """[{"op":"replace","value":{"active":false,"externalId":"x1"}}]""")).Is(HttpStatusCode.OK);
        await HasStateAsync(session, id, active: false);
    }

    [Fact]
    public async Task Deleted_user_leaves_no_rows_but_its_id()
    {
        var session = await TenantSession.NewAsync(server);
        var id = (await session.CreateAsync("ada", "x1")).Id;
        (await session.SendAsync("DELETE", "/Users/" + id)).Is(HttpStatusCode.NoContent);
        foreach (var key in (string[])[RowKeys.User(id), RowKeys.Identity("x1"), RowKeys.UserName("ada"), RowKeys.Membership(id)])
        {
            Assert.Null(await session.RowAsync(key));
        }

        Assert.NotNull(await session.RowAsync(RowKeys.TakenId(id)));
    }

    private static async Task HasStateAsync(TenantSession session, string id, bool active)
    {
        var user = (await session.RowAsync(RowKeys.User(id)))!.Columns;
        var membership = (await session.RowAsync(RowKeys.Membership(id)))!.Columns;
        Assert.Equal(active, (await session.RowAsync(RowKeys.Identity("x1")))!.Columns.GetBoolean("active"));
        Assert.Equal(active, user.GetBoolean("active"));
        Assert.Equal(TenantGroupRoles.Guest, user.GetString("role"));
        Assert.Equal(active ? "active" : "ended", membership.GetString("state"));
        Assert.Equal(TenantGroupRoles.Guest, membership.GetString("role"));
    }
}
