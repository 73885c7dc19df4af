using CsCheck;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Paging;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Walks from page to page by cursor.</summary>
public sealed class CursorWalkTests
{
    private static readonly string[] Sorts = ["", "title", "name.familyName", "meta.created", "displayName", "emails"];

    private static readonly string?[] Filters = [null, "title pr", "not (title eq \"B\")", "userName sw \"n\""];

    [Theory]
    [InlineData("Users", null, false, 3)]
    [InlineData("Users", null, false, 1)]
    [InlineData("Users", null, false, 1_000)]
    [InlineData("Users", "title", false, 4)]
    [InlineData("Users", "title", true, 4)]
    [InlineData("Groups", null, false, 2)]
    [InlineData("All", null, false, 5)]
    [InlineData("All", "displayName", false, 3)]
    [InlineData("All", "displayName", true, 3)]
    [InlineData("All", "title", true, 2)]
    public async Task Pages_forward_are_the_list_and_pages_backward_are_the_same_pages(string types, string? sortBy, bool descending, int count)
    {
        var world = await WorldAsync(23, 7);
        var whole = await world.ListAsync(SearchWorld.Types(types), null, sortBy, descending, count: 1_000);

        var forward = new List<string[]>();
        Walk? walk = Walk.First, back = null;
        while (walk is not null)
        {
            var page = await world.ListAsync(SearchWorld.Types(types), null, sortBy, descending, count: count, walk: walk);
            Assert.Equal(whole.TotalResults, page.TotalResults);
            Assert.Equal(forward.Count == 0, page.Previous is null);
            forward.Add(SearchWorld.Ids(page));
            (walk, back) = (page.Next, page.Previous);
        }

        Assert.Equal(SearchWorld.Ids(whole), forward.SelectMany(ids => ids));
        Assert.All(forward.SkipLast(1), ids => Assert.Equal(count, ids.Length));
        for (var at = forward.Count - 2; at >= 0; at--)
        {
            var page = await world.ListAsync(SearchWorld.Types(types), null, sortBy, descending, count: count, walk: back);
            Assert.Equal(forward[at], SearchWorld.Ids(page));
            Assert.NotNull(page.Next);
            back = page.Previous;
        }

        Assert.Null(back);
    }

    [Fact]
    public async Task Count_of_nothing_gives_the_total_alone()
    {
        var page = await (await WorldAsync(5, 0)).ListAsync(SearchWorld.Users, count: 0, walk: Walk.First);
        Assert.Equal((5, 0), (page.TotalResults, page.Items.Count));
        Assert.Null(page.Next);
        Assert.Null(page.Previous);
    }

    [Fact]
    public async Task Page_that_has_become_empty_leads_back()
    {
        var world = await WorldAsync(4, 0);
        var first = await world.ListAsync(SearchWorld.Users, count: 2, walk: Walk.First);
        await world.RemoveUserAsync("id-002");
        await world.RemoveUserAsync("id-003");

        var empty = await world.ListAsync(SearchWorld.Users, count: 2, walk: first.Next);
        Assert.Empty(empty.Items);
        Assert.Null(empty.Next);
        var back = await world.ListAsync(SearchWorld.Users, count: 2, walk: empty.Previous);
        Assert.Equal(["id-000", "id-001"], SearchWorld.Ids(back));
        Assert.Null(back.Previous);
    }

    [Fact]
    public async Task Text_that_agrees_for_hundreds_of_characters_is_neither_skipped_nor_repeated()
    {
        var world = new SearchWorld();
        var long399 = new string('x', 399);
        for (var i = 0; i < 40; i++)
        {
            // The 400th character may be half of a pair, and what tells most of them apart comes after it.
            await world.AddUserAsync($"id-{i:d2}", $"n{i}", $$"""{ "title": "{{long399}}{{(i % 2 == 0 ? "\U0001F600" : "yy")}}{{i / 3}}{{new string('z', 3_000)}}" }""");
        }

        var ids = await WalkAsync(world, SearchWorld.Users, null, "title", descending: false, 3, _ => Task.CompletedTask);
        Assert.Equal(40, ids.Distinct().Count());
        Assert.Equal(40, ids.Count);
    }

    [Fact]
    public Task Those_that_stay_are_neither_skipped_nor_repeated_while_others_come_and_go() =>
        Gen.Select(
            Gen.Int[0, Sorts.Length - 1], Gen.Int[0, Filters.Length - 1], Gen.Bool, Gen.Bool, Gen.Int[1, 6],
            Gen.Select(Gen.Int[0, 59], Gen.Bool).Array[0, 60]).SampleAsync(
            async (sort, filter, descending, allTypes, count, changes) =>
            {
                var world = await WorldAsync(0, allTypes ? 3 : 0);
                // Users with even numbers stay; those with odd ones come and go while the list is walked through.
                for (var i = 0; i < 60; i += 2)
                {
                    await AddAsync(world, i);
                }

                var present = new HashSet<int>();
                var next = 0;
                var types = allTypes ? SearchWorld.All : SearchWorld.Users;
                var sortBy = Sorts[sort].Length == 0 ? null : Sorts[sort];
                async Task DisturbAsync(int page)
                {
                    for (var i = 0; i < 4 && next < changes.Length; i++, next++)
                    {
                        var number = changes[next].Item1 | 1;
                        if (present.Add(number))
                        {
                            await AddAsync(world, number, again: next);
                        }
                        else
                        {
                            present.Remove(number);
                            await world.RemoveUserAsync($"id-{number:d3}");
                        }
                    }
                }

                var expected = SearchWorld.Ids(await world.ListAsync(types, Filters[filter], sortBy, descending, count: 1_000));
                var walked = await WalkAsync(world, types, Filters[filter], sortBy, descending, count, DisturbAsync);
                Assert.Equal(walked.Count, walked.Distinct().Count());
                Assert.Equal(expected, walked.Where(id => expected.Contains(id)));
            },
            iter: 100, threads: 1);

    private static async Task<List<string>> WalkAsync(
        SearchWorld world, IReadOnlyList<ScimFunctions.Protocol.Schemas.ResourceType> types, string? filter, string? sortBy, bool descending, int count, Func<int, Task> between)
    {
        var ids = new List<string>();
        Walk? walk = Walk.First;
        for (var page = 0; walk is not null; page++)
        {
            ResourcePage found = await world.ListAsync(types, filter, sortBy, descending, count: count, walk: walk);
            ids.AddRange(SearchWorld.Ids(found));
            walk = found.Next;
            await between(page);
        }

        return ids;
    }

    private static Task AddAsync(SearchWorld world, int number, int again = -1) => world.AddUserAsync(
        $"id-{number:d3}",
        $"n{number * 7 % 60:d2}{(again < 0 ? "" : $"-{again}")}",
        number % 5 == 0
            ? "{}"
            : $$"""{ "title": "{{(char)('A' + (number % 4))}}", "displayName": "{{number % 3}}", "name": { "familyName": "{{number % 7}}" }, "emails": [{ "value": "x{{number % 6}}@example.com" }] }""");

    private static async Task<SearchWorld> WorldAsync(int users, int groups)
    {
        var world = new SearchWorld();
        for (var i = 0; i < users; i++)
        {
            await AddAsync(world, i);
        }

        for (var i = 0; i < groups; i++)
        {
            await world.AddGroupAsync($"g-{i}", $"{i % 3}{i}");
        }

        return world;
    }
}
