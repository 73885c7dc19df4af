using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Bulk;

/// <summary>References that go in a circle (RFC 7644 §3.7.1), among users and their managers.</summary>
public abstract class BulkCircleTests(InProcessServer server)
{
    [Fact]
    public async Task Two_users_that_manage_each_other_are_made()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            BulkSession.PostUser("a", "ada", BulkSession.Manager("bulkId:b")), BulkSession.PostUser("b", "bob", BulkSession.Manager("bulkId:a")));
        Assert.Equal(["201", "201"], results.Select(result => result.Status()));
        Assert.Equal(results[1].IdOf(), await ManagerAsync(session, results[0].IdOf()));
        Assert.Equal(results[0].IdOf(), await ManagerAsync(session, results[1].IdOf()));
        foreach (var result in results)
        {
            Assert.Equal((await session.GetAsync("/Users/" + result.IdOf())).ETag, (string?)result["version"]);
        }
    }

    [Fact]
    public async Task User_that_manages_itself_is_made()
    {
        var session = await TenantSession.NewAsync(server);
        var made = Assert.Single(await session.BulkAsync(BulkSession.PostUser("a", "ada", BulkSession.Manager("bulkId:a"))));
        Assert.Equal(made.IdOf(), await ManagerAsync(session, made.IdOf()));
    }

    [Fact]
    public async Task Ring_of_users_is_made()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync([.. Enumerable.Range(0, 10).Select(number =>
            BulkSession.PostUser($"u{number}", $"user{number}", BulkSession.Manager($"bulkId:u{(number + 1) % 10}")))]);
        for (var number = 0; number < 10; number++)
        {
            Assert.Equal("201", results[number].Status());
            Assert.Equal(results[(number + 1) % 10].IdOf(), await ManagerAsync(session, results[number].IdOf()));
        }
    }

    [Fact]
    public async Task Circle_with_one_that_cannot_be_made_leaves_nothing_behind()
    {
        var session = await TenantSession.NewAsync(server);
        await session.CreateAsync("taken");
        var results = await session.BulkAsync(
            BulkSession.PostUser("a", "taken", BulkSession.Manager("bulkId:b")), BulkSession.PostUser("b", "bob", BulkSession.Manager("bulkId:a")));
        Assert.Equal(("409", "uniqueness"), (results[0].Status(), results[0].ScimType()));
        Assert.Equal(("409", null), (results[1].Status(), results[1].ScimType()));
        Assert.Contains("bulkId:a", results[1].Detail(), StringComparison.Ordinal);
        Assert.All(results, result => Assert.False(result.ContainsKey("location")));
        Assert.Empty(await session.FindAsync("userName", "bob"));
    }

    [Fact]
    public async Task Text_that_looks_like_a_reference_is_text()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(BulkSession.PostUser("a", "bulkId:b"), BulkSession.PostUser("b", "bulkId:a", "\"title\":\"bulkId:nobody\""));
        Assert.Equal(["201", "201"], results.Select(result => result.Status()));
        Assert.Equal([results[0].IdOf()], await session.FindAsync("userName", "bulkId:b"));
        Assert.Equal([results[1].IdOf()], await session.FindAsync("title", "bulkId:nobody"));
    }

    [Fact]
    public async Task Operation_on_a_user_of_a_circle_comes_after_it_is_whole()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            BulkSession.PostUser("a", "ada", BulkSession.Manager("bulkId:b")),
            BulkSession.PostUser("b", "bob", BulkSession.Manager("bulkId:a")),
            BulkSession.Patch("/Users/bulkId:b", $$"""[{"op":"remove","path":"{{BulkSession.EnterpriseSchema}}:manager"}]"""));
        Assert.Equal(["201", "201", "200"], results.Select(result => result.Status()));
        Assert.Null(await ManagerAsync(session, results[1].IdOf()));
    }

    private static async Task<string?> ManagerAsync(TenantSession session, string id) =>
        (string?)(await session.GetAsync("/Users/" + id)).Is(HttpStatusCode.OK).Json[BulkSession.EnterpriseSchema]?["manager"]?["value"];
}
