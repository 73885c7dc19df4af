using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Directory.Searching;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>What another process shows of a change of many members whose process ended after the commit and a step or two.</summary>
public sealed class PendingChangeTests
{
    private readonly InMemoryTable _table = new();
    private readonly StoppingTable _others;
    private readonly GroupWorld _world;
    private readonly GroupWorld _other;

    public PendingChangeTests()
    {
        _others = new(_table);
        _world = new(_table);
        _other = new(_others);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_in_a_group_already_is_in_the_new_one_too()
    {
        var users = await _world.UsersAsync(100);
        var first = await _world.CreateAsync("First", users[..30]);
        var second = await _world.CreateAsync("Second");
        var before = (await VersionedAsync(users[0])).Version;

        await CutOffAsync(2, dying => dying.AddAsync(second.Id, users));

        foreach (var user in users[..30])
        {
            Assert.Equal(new[] { $"direct {first.Id}", $"direct {second.Id}" }.Order(StringComparer.Ordinal), await _other.GroupsOfAsync(user));
        }

        Assert.NotEqual(before, (await VersionedAsync(users[0])).Version);
    }

    [Fact]
    public async Task User_in_no_group_is_in_the_new_one_once_the_process_has_looked()
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales");
        await CutOffAsync(2, dying => dying.AddAsync(group.Id, users));

        await LookAsync();

        Assert.Equal([$"direct {group.Id}"], await _other.GroupsOfAsync(users[99]));
        Assert.Equal([$"direct {group.Id}"], await _other.GroupsOfAsync(users[0]));
    }

    [Fact]
    public async Task Removed_member_is_out_and_the_others_are_in()
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales", users);
        await _world.FinishAsync();

        await CutOffAsync(3, dying => dying.RemoveAsync(group.Id, users[..90]));

        var left = users[90..];
        Assert.Equal(left.Order(StringComparer.Ordinal), await _other.MembersAsync(group.Id));
        foreach (var user in users)
        {
            Assert.Equal(left.Contains(user, StringComparer.Ordinal) ? [$"direct {group.Id}"] : [], await _other.GroupsOfAsync(user));
        }
    }

    [Fact]
    public async Task Deleted_group_is_in_nobodys_groups()
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales", users);
        var above = await _world.CreateAsync("Above", group.Id);
        await _world.FinishAsync();

        await CutOffAsync(2, dying => dying.DeleteAsync(group.Id));

        foreach (var user in users)
        {
            Assert.Empty(await _other.GroupsOfAsync(user));
        }

        Assert.Equal(0, await CountAsync(SearchWorld.Users, $"groups eq \"{group.Id}\""));
        Assert.Equal(0, await CountAsync(SearchWorld.Users, $"groups eq \"{above.Id}\""));
        Assert.Equal(0, await CountAsync(SearchWorld.Groups, $"members eq \"{users[0]}\""));
    }

    [Theory]
    [InlineData("Users", "groups eq \"{group}\"", 100)]
    [InlineData("Users", "groups eq \"{above}\"", 100)]
    [InlineData("Users", "groups.value eq \"{group}\" and userName eq \"user-99\"", 1)]
    [InlineData("Users", "groups.display eq \"sales\"", 100)]
    [InlineData("Groups", "members eq \"{last}\"", 1)]
    [InlineData("Groups", "id eq \"{group}\" and members eq \"{last}\"", 1)]
    [InlineData("Groups", "members[value eq \"{last}\" and type eq \"User\"]", 1)]
    public async Task Filters_by_member_find_all(string type, string filter, int matches)
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales");
        var above = await _world.CreateAsync("Above", group.Id);
        await CutOffAsync(2, dying => dying.AddAsync(group.Id, users));
        await LookAsync();

        var found = await CountAsync(type == "Users" ? SearchWorld.Users : SearchWorld.Groups, filter
            .Replace("{group}", group.Id, StringComparison.Ordinal)
            .Replace("{above}", above.Id, StringComparison.Ordinal)
            .Replace("{last}", users[99], StringComparison.Ordinal));

        Assert.Equal(matches, found);
    }

    [Fact]
    public async Task Version_of_the_group_stays_while_its_members_are_made()
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales");
        await CutOffAsync(2, dying => dying.AddAsync(group.Id, users));
        var before = (await _other.GetAsync(group.Id)).Version;

        await _other.FinishAsync();

        Assert.Equal(before, (await _other.GetAsync(group.Id)).Version);
    }

    [Fact]
    public async Task What_is_left_is_finished_within_a_minute_and_not_at_every_request()
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales");
        await _other.Intents.LookAfterAsync(_other.Group.Id);
        await CutOffAsync(2, dying => dying.AddAsync(group.Id, users));

        await _other.Intents.LookAfterAsync(_other.Group.Id);
        await _other.Intents.SettledAsync();
        Assert.NotNull(await _table.FindAsync(_world.Group.Id, "w:" + group.Id, Cancellation));

        _other.Time.Advance(TimeSpan.FromMinutes(1));
        await _other.Intents.LookAfterAsync(_other.Group.Id);
        while (await _table.FindAsync(_world.Group.Id, "w:" + group.Id, Cancellation) is not null)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await _other.CheckAsync();
    }

    [Fact]
    public async Task More_changes_than_readers_heed_at_once_wait_for_each_other()
    {
        var users = await _world.UsersAsync(40);
        for (var i = 0; i < 16; i++)
        {
            await CutOffAsync(2, dying => dying.CreateAsync($"group-{i}", users));
        }

        await _world.CreateAsync("one-more", users);

        Assert.Equal(17, (await _other.GroupsOfAsync(users[39])).Length);
        await _world.CheckAsync();
    }

    private async Task<StoredResource> VersionedAsync(string user) =>
        await _other.Relations.VersionedAsync(_other.Group, await _other.UserAsync(user), Cancellation);

    private async Task<int> CountAsync(IReadOnlyList<ResourceType> types, string filter)
    {
        var search = new ResourceSearch(_other.Counted, _other.Relations, _other.Intents, new SearchLimits(100_000));
        return (await search.ListAsync(_other.Group, Queries.Of(types, filter, count: 0), SearchWorld.BaseUrl, Cancellation)).TotalResults;
    }

    /// <summary>Has the other process find what is unfinished, and finish none of it.</summary>
    private async Task LookAsync()
    {
        // A search that goes through all of a type counts first, where nobody has.
        await new Counts(_other.Counted, TimeProvider.System).RecountAsync(_other.Group.Id, Cancellation);
        _others.MakesNothing = true;
        await _other.Intents.LookAfterAsync(_other.Group.Id);
        await _other.Intents.SettledAsync();
    }

    private async Task CutOffAsync(int commits, Func<GroupWorld, Task> change)
    {
        var table = new StoppingTable(_table);
        var dying = new GroupWorld(table);
        await dying.CreateAsync($"any-{Random.Shared.NextInt64():x}");
        table.StopAfter(commits);
        await change(dying);
        await dying.Intents.SettledAsync();
    }
}
