using CsCheck;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Filters and orders that ask about the groups of every user.</summary>
public sealed class GroupsOfUsersTests
{
    // Ids that others begin with: they come before these among users, and after them among rows of members.
    private static readonly string[] Ids = ["a", "a-", "a-b", "a1", "aa", "b", "b-1", "b-1-", "b-1-x", "b10", "c"];

    [Fact]
    public async Task Filters_by_the_name_of_a_group_find_who_a_dictionary_says() => await Gen.Select(Gen.Int[0, 3].Array[Ids.Length], Gen.Bool).SampleAsync(
        async (masks, nested) =>
        {
            var world = new SearchWorld();
            foreach (var group in new[] { "g1", "g2", "top" })
            {
                await world.AddGroupAsync(group, "Name of " + group);
            }

            if (nested)
            {
                await world.NestAsync("top", "g1");
            }

            var groups = Ids.Zip(masks).ToDictionary(user => user.First, user => GroupsOf(user.Second, nested), StringComparer.Ordinal);
            foreach (var (user, mask) in Ids.Zip(masks))
            {
                await world.AddUserAsync(user, "name-" + user);
                foreach (var group in GroupsOf(mask, nested: false))
                {
                    await world.AddMembersAsync(group, user);
                }
            }

            foreach (var group in new[] { "g1", "g2", "top" })
            {
                await FindsAsync(world, $"groups.display eq \"NAME of {group}\"", user => groups[user].Contains(group, StringComparer.Ordinal));
            }

            await FindsAsync(world, "groups.display co \"g2\" and groups.type eq \"direct\"", user => groups[user].Contains("g2", StringComparer.Ordinal));
            await FindsAsync(world, "groups[type eq \"indirect\" and display ew \"top\"]", user => groups[user].Contains("top", StringComparer.Ordinal));
            await FindsAsync(world, "not (groups.$ref pr)", user => groups[user].Count == 0);
        },
        iter: 40, threads: 1);

    [Theory]
    [InlineData("groups.display eq \"many\"", 300)]
    [InlineData("groups.display sw \"f\"", 1)]
    [InlineData("groups.type eq \"direct\"", 301)]
    [InlineData("not (groups.display eq \"many\")", 20)]
    [InlineData("groups[display eq \"few\" and type eq \"direct\"]", 1)]
    public async Task Filter_on_groups_reads_pages_of_members_and_each_name_once(string filter, int matches)
    {
        var world = await WorldAsync();
        var page = await world.ListAsync(SearchWorld.Users, filter, count: 0);
        Assert.Equal(matches, page.TotalResults);

        // The counts, the users, the nesting; pages of 10, 20, 40, 80, 160 rows of members, and what is left; two names.
        Assert.InRange(world.Counted.Total, 1, 3 + 6 + 2);
    }

    [Fact]
    public async Task Order_by_the_name_of_a_group_reads_pages_of_members()
    {
        var world = await WorldAsync();
        var page = await world.ListAsync(SearchWorld.Users, sortBy: "groups.display", count: 2);
        Assert.Equal(["u-310", "u-001"], SearchWorld.Ids(page));
        Assert.InRange(world.Counted.Total, 1, 3 + 6 + 2 + 2);
    }

    [Fact]
    public async Task Few_users_that_stand_far_apart_are_not_asked_about_by_large_pages()
    {
        var world = await WorldAsync();
        var page = await world.ListAsync(SearchWorld.Users, "userName sw \"user-10\" and groups.display eq \"many\"");
        Assert.Equal(["u-010", "u-100", "u-101", "u-102", "u-103", "u-104", "u-105", "u-106", "u-107", "u-108", "u-109"], SearchWorld.Ids(page));
        Assert.InRange(world.Counted.Total, 1, 1 + 11 + 1 + 3 + 1);
    }

    private static HashSet<string> GroupsOf(int mask, bool nested)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        if ((mask & 1) != 0)
        {
            groups.Add("g1");
        }

        if ((mask & 2) != 0)
        {
            groups.Add("g2");
        }

        if (nested && groups.Contains("g1"))
        {
            groups.Add("top");
        }

        return groups;
    }

    private static async Task FindsAsync(SearchWorld world, string filter, Func<string, bool> matches) =>
        Assert.Equal(Ids.Where(matches).Order(StringComparer.Ordinal), SearchWorld.Ids(await world.ListAsync(SearchWorld.Users, filter)));

    private static async Task<SearchWorld> WorldAsync()
    {
        var world = new SearchWorld();
        for (var i = 0; i < 320; i++)
        {
            await world.AddUserAsync($"u-{i:d3}", $"user-{i}");
        }

        await world.AddGroupAsync("few", "few");
        await world.AddGroupAsync("many", "many");
        await world.AddMembersAsync("few", "u-310");
        await world.AddMembersAsync("many", Enumerable.Range(1, 300).Select(i => $"u-{i:d3}"));

        // Counts them once.
        await world.ListAsync(SearchWorld.All, count: 0);
        world.Counted.Reset();
        return world;
    }
}
