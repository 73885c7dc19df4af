using ScimFunctions.Directory.Resources;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>How many calls of the store searches take, and where they stop.</summary>
public sealed class SearchBudgetTests
{
    [Theory]
    [InlineData("Users", "userName eq \"user-7\"", 3)]
    [InlineData("Users", "id eq \"u-007\"", 2)]
    [InlineData("Users", "userName sw \"user-77\"", 3)]
    [InlineData("Users", "groups eq \"few\"", 3)]
    [InlineData("Users", "id eq \"u-007\" and groups eq \"many\"", 3)]
    [InlineData("Groups", "id eq \"many\"", 1)]
    [InlineData("Groups", "displayName eq \"many\"", 2)]
    [InlineData("Groups", "externalId eq \"e-many\"", 2)]
    [InlineData("Groups", "members eq \"u-007\"", 3)]
    [InlineData("Groups", "members[value eq \"u-001\"]", 4)]
    [InlineData("Groups", "id eq \"many\" and members eq \"u-007\"", 3)]
    [InlineData("Groups", "members eq \"u-007\" and id eq \"many\"", 3)]
    [InlineData("Groups", "id eq \"many\" and members eq \"nobody\"", 3)]
    [InlineData("Groups", "id eq \"nope\" and members eq \"u-007\"", 1)]
    [InlineData("Groups", "displayName eq \"many\" and members eq \"u-007\"", 4)]
    [InlineData("All", "userName eq \"user-7\"", 3)]
    [InlineData("All", "displayName eq \"many\" and members eq \"u-007\"", 4)]
    [InlineData("Users", null, 3)]
    [InlineData("All", null, 4)]
    [InlineData("Users", "title eq \"Dr\"", 2)]
    public async Task Search_takes(string types, string? filter, int calls)
    {
        var world = await WorldAsync();
        await world.ListAsync(SearchWorld.Types(types), filter);
        Assert.Equal(calls, world.Counted.Total);
    }

    [Fact]
    public async Task Many_that_a_look_up_leads_to_are_read_side_by_side()
    {
        var world = await WorldAsync();
        var page = await world.ListAsync(SearchWorld.Users, "groups eq \"many\" and active eq null", count: 1_000);
        Assert.Equal(300, page.Items.Count);
        Assert.InRange(world.Counted.Total, 1, 10);
    }

    [Fact]
    public async Task Many_that_stand_far_apart_are_read_with_few_others()
    {
        var world = await WorldAsync();
        for (var i = 320; i < 2_000; i++)
        {
            await world.AddUserAsync($"u-{i:d4}", $"user-{i}");
        }

        var members = Enumerable.Range(32, 160).Select(i => $"u-{i * 10:d4}").ToArray();
        await world.AddMembersAsync("few", members);
        world.Counted.Reset();

        var page = await world.ListAsync(SearchWorld.Users, "groups eq \"few\"", count: 1_000);
        Assert.Equal(["u-001", .. members], SearchWorld.Ids(page));
        Assert.InRange(world.Counted.Total, 1, 165);
    }

    [Theory]
    [InlineData("title eq \"Dr\"", null)]
    [InlineData(null, "title")]
    [InlineData("groups eq \"many\"", null)]
    [InlineData("userName sw \"user\"", null)]
    public async Task Search_that_looks_at_too_many_rows_is_refused(string? filter, string? sortBy)
    {
        var world = await WorldAsync(mostScanned: 250);
        var refused = await Assert.ThrowsAsync<ScimException>(() => world.ListAsync(SearchWorld.Users, filter, sortBy));
        Assert.Equal((400, "tooMany"), (refused.Error.Status, refused.Error.ScimType));
        Assert.Contains("userName", refused.Error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, 2)]
    [InlineData(300, null)]
    [InlineData(300, 1)]
    public async Task Page_of_groups_with_too_many_members_is_refused_unless_it_is_one_group(int mostRelations, int? found)
    {
        var world = await WorldAsync(mostRelations: mostRelations);
        var query = Queries.Of(SearchWorld.Groups, null, count: found ?? 100, start: found is 1 ? 2 : 1, relations: WantedRelations.WithoutNames);
        var listing = world.Search.ListAsync(world.Group, query, SearchWorld.BaseUrl, CancellationToken.None);
        if (found is null)
        {
            Assert.Equal("tooMany", (await Assert.ThrowsAsync<ScimException>(() => listing)).Error.ScimType);
            return;
        }

        Assert.Equal(found, (await listing).Items.Count);
    }

    [Fact]
    public async Task Nesting_is_read_once_for_a_page_of_users()
    {
        var world = await WorldAsync();
        var query = Queries.Of(SearchWorld.Users, null, relations: WantedRelations.WithoutNames);
        var page = await world.Search.ListAsync(world.Group, query, SearchWorld.BaseUrl, CancellationToken.None);

        Assert.Single(page.Items[50].Relations);

        // The counts, the page, the nesting, and each user's edges.
        Assert.Equal(3 + 100, world.Counted.Total);
    }

    [Theory]
    [InlineData("members.type eq \"User\"", 250)]
    [InlineData("members.display eq \"x\"", 450)]
    public async Task Members_that_a_filter_reads_count_too(string filter, int mostScanned)
    {
        var world = await WorldAsync(mostScanned);
        var refused = await Assert.ThrowsAsync<ScimException>(() => world.ListAsync(SearchWorld.Groups, filter));
        Assert.Equal("tooMany", refused.Error.ScimType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("userName eq \"user-7\"")]
    [InlineData("groups eq \"few\"")]
    public async Task Search_that_need_not_look_at_all_rows_is_not_bounded(string? filter)
    {
        var world = await WorldAsync(mostScanned: 250);
        Assert.NotEmpty((await world.ListAsync(SearchWorld.Users, filter)).Items);
    }

    [Fact]
    public async Task Search_ends_when_the_client_is_gone()
    {
        var world = await WorldAsync();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Search.ListAsync(
            world.Group, Queries.Of([ResourceTypes.User], "title eq \"Dr\""), SearchWorld.BaseUrl, gone.Token));
    }

    private static async Task<SearchWorld> WorldAsync(int mostScanned = 1_000_000, int mostRelations = 250_000)
    {
        var world = new SearchWorld(mostScanned, mostRelations);
        for (var i = 0; i < 320; i++)
        {
            await world.AddUserAsync($"u-{i:d3}", $"user-{i}");
        }

        await world.AddGroupAsync("few", "few");
        await world.AddGroupAsync("many", "many", """{ "externalId": "e-many" }""");
        await world.AddMembersAsync("few", "u-001");
        await world.AddMembersAsync("many", Enumerable.Range(1, 300).Select(i => $"u-{i:d3}"));

        // Counts them once.
        await world.ListAsync(SearchWorld.All, count: 0);
        world.Counted.Reset();
        return world;
    }
}
