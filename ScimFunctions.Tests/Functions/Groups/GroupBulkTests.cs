using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Functions.Bulk;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>Bulk requests on SCIM groups (RFC 7644 §3.7.2).</summary>
public abstract class GroupBulkTests(InProcessServer server)
{
    [Fact]
    public async Task User_and_its_group_are_made_in_one_request()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(Post("g", "Tour Guides", "bulkId:u"), BulkSession.PostUser("u", "alice"));
        Assert.Equal(["201", "201"], results.Select(result => result.Status()));
        Assert.Equal([results[1].IdOf()], await session.MembersAsync(results[0].IdOf()));
        Assert.Equal((await session.GetAsync("/Groups/" + results[0].IdOf())).ETag, (string?)results[0]["version"]);
    }

    [Fact]
    public async Task Every_verb_works_on_groups()
    {
        var session = await TenantSession.NewAsync(server);
        var (ada, bob) = ((await session.CreateAsync("ada")).Id, (await session.CreateAsync("bob")).Id);
        var (put, patch, delete) = ((await session.CreateGroupAsync("A", ada)).Id, (await session.CreateGroupAsync("B", ada)).Id, (await session.CreateGroupAsync("C")).Id);
        var results = await session.BulkAsync(
            $$"""{"method":"PUT","path":"/Groups/{{put}}","data":{{GroupSession.Body("A", bob)}} }""",
            BulkSession.Patch("/Groups/" + patch, $$"""[{"op":"add","path":"members","value":[{"value":"{{bob}}"}]}]"""),
            $$"""{"method":"DELETE","path":"/Groups/{{delete}}"}""");
        Assert.Equal(["200", "200", "204"], results.Select(result => result.Status()));
        Assert.Equal([bob], await session.MembersAsync(put));
        Assert.Equal(new[] { ada, bob }.Order(StringComparer.Ordinal), await session.MembersAsync(patch));
        (await session.GetAsync("/Groups/" + delete)).IsError(404);
    }

    [Fact]
    public async Task Member_of_the_same_request_is_removed_by_a_filter_in_the_path()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            BulkSession.PostUser("u", "alice"),
            BulkSession.PostUser("v", "bella"),
            Post("g", "Tour Guides", "bulkId:u", "bulkId:v"),
            BulkSession.Patch("/Groups/bulkId:g", """[{"op":"remove","path":"members[value eq \"bulkId:u\"]"}]"""));
        Assert.Equal("200", results[3].Status());
        Assert.Equal([results[1].IdOf()], await session.MembersAsync(results[2].IdOf()));
    }

    [Fact]
    public async Task Groups_within_groups_are_made_from_the_innermost()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(Post("a", "A", "bulkId:b"), Post("b", "B", "bulkId:c"), Post("c", "C"));
        Assert.Equal(["201", "201", "201"], results.Select(result => result.Status()));
        Assert.Equal([results[1].IdOf()], await session.MembersAsync(results[0].IdOf()));
        Assert.Equal([results[2].IdOf()], await session.MembersAsync(results[1].IdOf()));
    }

    // Groups must not contain each other, so the one of them that would close the circle is not made.
    [Fact]
    public async Task Groups_that_contain_each_other_end_with_one_that_fails_and_is_taken_back()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(Post("a", "A", "bulkId:b"), Post("b", "B", "bulkId:a"));
        Assert.Equal(["201", "400"], results.Select(result => result.Status()));
        Assert.False(results[1].ContainsKey("location"));
        Assert.Empty(await session.MembersAsync(results[0].IdOf()));
        (await session.CreateGroupAsync("B")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Member_that_is_deleted_afterwards_is_a_member_no_more()
    {
        var session = await TenantSession.NewAsync(server);
        var (ada, group) = ((await session.CreateAsync("ada")).Id, (await session.CreateGroupAsync("A")).Id);
        var results = await session.BulkAsync(
            BulkSession.Patch("/Groups/" + group, $$"""[{"op":"add","path":"members","value":[{"value":"{{ada}}"}]}]"""),
            $$"""{"method":"DELETE","path":"/Users/{{ada}}"}""");
        Assert.Equal(["200", "204"], results.Select(result => result.Status()));
        Assert.Empty(await session.MembersAsync(group));
    }

    [Fact]
    public async Task Hundred_members_join_one_group_in_one_request()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            [Post("g", "All", [.. Enumerable.Range(0, 100).Select(number => $"bulkId:u{number}")]),
                .. Enumerable.Range(0, 100).Select(number => BulkSession.PostUser($"u{number}", $"user{number}"))]);
        Assert.All(results, result => Assert.Equal("201", result.Status()));
        Assert.Equal(results[1..].Select(result => result.IdOf()).Order(StringComparer.Ordinal), await session.MembersAsync(results[0].IdOf()));
    }

    private static string Post(string bulkId, string displayName, params string[] members) => new JsonObject
    {
        ["method"] = "POST",
        ["path"] = "/Groups",
        ["bulkId"] = bulkId,
        ["data"] = JsonNode.Parse(GroupSession.Body(displayName, members)),
    }.ToJsonString();
}
