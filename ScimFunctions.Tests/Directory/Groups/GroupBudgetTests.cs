using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>How many calls of the store each use case of groups may take, once the process has its lane.</summary>
public sealed class GroupBudgetTests
{
    private readonly GroupWorld _world = new();

    [Fact]
    public async Task Get_takes_one() => await TakesAsync(1, (group, _) => _world.GetAsync(group));

    [Fact]
    public async Task Members_take_one() => await TakesAsync(2, (group, _) => _world.MembersAsync(group));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Create_takes_one(int members) => await TakesAsync(1, (_, users) => _world.CreateAsync("Other", users[..members]));

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Adding_takes_two(int members) => await TakesAsync(2, (group, users) => _world.AddAsync(group, users[2..(members + 2)]));

    [Fact]
    public async Task Adding_who_is_there_takes_at_most_five() => await TakesAsync(5, (group, users) => _world.AddAsync(group, users[0]));

    [Fact]
    public async Task Removing_takes_two() => await TakesAsync(2, (group, users) => _world.RemoveAsync(group, users[0]));

    [Fact]
    public async Task Renaming_takes_two() => await TakesAsync(2, (group, _) => _world.PatchAsync(group, """[{ "op": "replace", "path": "displayName", "value": "New" }]"""));

    [Fact]
    public async Task Deleting_takes_four() => await TakesAsync(4, (group, _) => _world.DeleteAsync(group));

    [Fact]
    public async Task Groups_of_a_user_take_two_beside_it() => await TakesAsync(3, (_, users) => _world.GroupsOfAsync(users[0]));

    [Fact]
    public async Task Groups_of_a_user_that_was_in_none_take_nothing() => await TakesAsync(1, (_, users) => _world.GroupsOfAsync(users[5]));

    [Fact]
    public async Task Deleting_a_user_in_groups_takes_three() => await TakesAsync(3, (_, users) => _world.DeleteUserAsync(users[0]));

    [Fact]
    public async Task A_large_change_takes_a_commit_for_each_thirty_two_members()
    {
        var users = await _world.UsersAsync(320);
        var group = await _world.CreateAsync("Sales");
        _world.Counted.Reset();

        await _world.AddAsync(group.Id, users);

        await _world.Intents.SettledAsync();

        // A chunk, the change, the steps, the end, and the chunk again.
        Assert.Equal(1 + 1 + 10 + 1 + 1, _world.Counted.Commits);

        // Who of them is a member or a group, who is a user, and the keys of the chunks.
        Assert.Equal(1 + 1 + 1 + 1, _world.Counted.Reads);
        Assert.True(_world.Counted.Finds <= 8, $"{_world.Counted.Finds} finds");
    }

    [Fact]
    public async Task A_large_change_is_answered_once_it_is_committed()
    {
        var users = await _world.UsersAsync(320);
        var group = await _world.CreateAsync("Sales");
        var table = new StoppingTable(_world.Table);
        var other = new GroupWorld(table);
        await other.CreateAsync("any");
        table.StopAfter(2);

        await other.AddAsync(group.Id, users);

        await other.Intents.SettledAsync();
        Assert.Equal(320, (await _world.MembersAsync(group.Id)).Length);
    }

    private async Task TakesAsync(int calls, Func<string, string[], Task> use)
    {
        var users = await _world.UsersAsync(40);
        var group = await _world.CreateAsync("Sales", users[0], users[1]);
        _world.Counted.Reset();

        await use(group.Id, users);

        Assert.Equal(calls, _world.Counted.Total);
    }
}
