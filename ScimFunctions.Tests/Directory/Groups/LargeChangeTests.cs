using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>Changes of more members than one batch holds: all or nothing, whoever finishes them.</summary>
public sealed class LargeChangeTests
{
    private readonly InMemoryTable _table = new();
    private readonly GroupWorld _world;

    public LargeChangeTests() => _world = new(_table);

    [Fact]
    public async Task Three_thousand_members_come_and_go_in_one_request()
    {
        var users = await _world.UsersAsync(3_000);
        var group = await _world.CreateAsync("Sales");

        var after = await _world.AddAsync(group.Id, users);

        Assert.Equal(users.Order(StringComparer.Ordinal), await _world.MembersAsync(group.Id));
        Assert.Equal(after.Version, (await _world.GetAsync(group.Id)).Version);
        await _world.CheckAsync();
        Assert.Equal(users.Order(StringComparer.Ordinal), await _world.MembersAsync(group.Id));
        Assert.Equal(after.Version, (await _world.GetAsync(group.Id)).Version);
        Assert.Equal(after.Version, (await _world.AddAsync(group.Id, users)).Version);
        await _world.PatchAsync(group.Id, """[{ "op": "remove", "path": "members" }]""");
        Assert.Empty(await _world.MembersAsync(group.Id));
        await _world.CheckAsync();
    }

    // 400 members are a chunk, the commit, 13 steps, the end, and the chunk again.
    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(1, false, 0)]
    [InlineData(2, false, 400)]
    [InlineData(3, false, 400)]
    [InlineData(8, false, 400)]
    [InlineData(15, false, 400)]
    [InlineData(16, false, 400)]
    [InlineData(0, true, 0)]
    [InlineData(1, true, 400)]
    [InlineData(2, true, 400)]
    [InlineData(15, true, 400)]
    [InlineData(16, true, 400)]
    public async Task Change_that_was_cut_off_is_none_or_is_whole_at_once(int commits, bool losesAnswer, int members)
    {
        var users = await _world.UsersAsync(400);
        var group = await _world.CreateAsync("Sales");

        await CutOffAsync(commits, dying => dying.AddAsync(group.Id, users), losesAnswer);

        var other = new GroupWorld(_table);
        Assert.Equal(members, (await other.MembersAsync(group.Id)).Length);
        Assert.Equal(members > 0, (await other.GetAsync(group.Id)).Version != group.Version);
        await other.CheckAsync();
        Assert.Equal(members, (await other.MembersAsync(group.Id)).Length);
    }

    [Fact]
    public async Task Three_thousand_members_of_a_process_that_ended_half_way_are_all_there()
    {
        var users = await _world.UsersAsync(3_000);
        var group = await _world.CreateAsync("Sales");

        await CutOffAsync(50, dying => dying.AddAsync(group.Id, users));

        Assert.Equal(users.Order(StringComparer.Ordinal), await _world.MembersAsync(group.Id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Create_that_was_cut_off_is_whole()
    {
        var users = await _world.UsersAsync(100);
        await CutOffAsync(2, dying => dying.CreateAsync("Sales", users));
        var other = new GroupWorld(_table);
        Assert.Equal(409, (await GroupWorld.ErrorAsync(() => other.CreateAsync("Sales", users))).Status);
        await other.CheckAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Deletion_that_was_cut_off_is_whole(int commits)
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales", users);
        await _world.FinishAsync();
        await CutOffAsync(commits, dying => dying.DeleteAsync(group.Id));

        var other = new GroupWorld(_table);
        Assert.Equal(404, (await GroupWorld.ErrorAsync(() => other.GetAsync(group.Id))).Status);
        await other.CreateAsync("Sales");
        await other.CheckAsync();
    }

    [Fact]
    public async Task Large_group_in_large_groups_is_deleted()
    {
        var users = await _world.UsersAsync(70);
        var group = await _world.CreateAsync("Sales", users);
        for (var i = 0; i < 40; i++)
        {
            await _world.CreateAsync($"above-{i}", group.Id);
        }

        await _world.DeleteAsync(group.Id);

        Assert.Empty(await _world.GroupsOfAsync(users[0]));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Forty_groups_come_and_go_at_once()
    {
        var groups = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            groups.Add((await _world.CreateAsync($"g{i}")).Id);
        }

        var outer = await _world.CreateAsync("Outer", [.. groups]);
        await _world.CheckAsync();
        Assert.Equal(40, (await _world.MembersAsync(outer.Id)).Length);
        await _world.ReplaceAsync(outer.Id, """{ "displayName": "Outer" }""");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task User_deleted_while_a_change_is_made_does_not_become_a_member()
    {
        var users = await _world.UsersAsync(200);
        var group = await _world.CreateAsync("Sales");
        await CutOffAsync(3, dying => dying.AddAsync(group.Id, users));
        var victims = new[] { users[0], users[40], users[199] };
        foreach (var victim in victims)
        {
            await new GroupWorld(_table).DeleteUserAsync(victim);
        }

        Assert.Equal(users.Except(victims).Order(StringComparer.Ordinal), await _world.MembersAsync(group.Id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Removal_that_was_cut_off_meets_users_that_are_gone()
    {
        var users = await _world.UsersAsync(200);
        var group = await _world.CreateAsync("Sales", users);
        await _world.FinishAsync();
        await CutOffAsync(3, dying => dying.RemoveAsync(group.Id, users[..150]));
        await new GroupWorld(_table).DeleteUserAsync(users[0]);
        await new GroupWorld(_table).DeleteUserAsync(users[149]);
        Assert.Equal(users[150..].Order(StringComparer.Ordinal), await _world.MembersAsync(group.Id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Many_who_want_to_change_the_group_finish_it_once()
    {
        var users = await _world.UsersAsync(1_000);
        var group = await _world.CreateAsync("Sales");
        await CutOffAsync(3, dying => dying.AddAsync(group.Id, users));

        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            (await new GroupWorld(_table).AddAsync(group.Id, users[0])).Version)));

        Assert.Single(versions.Distinct());
        Assert.Equal(1_000, (await _world.MembersAsync(group.Id)).Length);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Change_that_another_process_is_always_faster_at_is_seen_to_its_end()
    {
        var users = await _world.UsersAsync(400);
        var group = await _world.CreateAsync("Sales");
        await CutOffAsync(2, dying => dying.AddAsync(group.Id, users));
        var ahead = 50;
        _world.Table.OnNextCommit = StepAheadAsync;

        await _world.AddAsync(group.Id, users[0]);

        Assert.Equal(0, ahead);
        Assert.Equal(400, (await _world.MembersAsync(group.Id)).Length);

        async Task<CommitResult> StepAheadAsync(IReadOnlyList<RowChange> batch, ITable behind)
        {
            _world.Table.OnNextCommit = --ahead > 0 ? StepAheadAsync : null;
            await behind.CommitAsync(_world.Group.Id, [new TouchRow(batch[0].Key, Columns.None)], CancellationToken.None);
            return await behind.CommitAsync(_world.Group.Id, batch, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Member_that_there_is_not_among_many_keeps_all_from_coming()
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales");
        var error = await GroupWorld.ErrorAsync(() => _world.AddAsync(group.Id, [.. users, "nobody"]));
        Assert.StartsWith("members[100].value", error.Detail, StringComparison.Ordinal);
        Assert.Equal(group.Version, (await _world.GetAsync(group.Id)).Version);
    }

    [Fact]
    public async Task More_than_two_hundred_thousand_at_once_are_too_many()
    {
        var group = await _world.CreateAsync("Sales");
        var lists = Enumerable.Range(0, 3).Select(list => GroupWorld.Members([.. Enumerable.Range(0, 70_000).Select(i => $"{list}-{i}")]));
        var operations = string.Join(',', lists.Select(list => $$"""{ "op": "add", "path": "members", "value": {{list}} }"""));
        var error = await GroupWorld.ErrorAsync(() => _world.PatchAsync(group.Id, $"[{operations}]"));
        Assert.Equal((400, "tooMany"), (error.Status, error.ScimType));
    }

    [Fact]
    public async Task Filters_that_look_at_too_many_members_together_are_refused()
    {
        var group = await _world.CreateAsync("Sales", await _world.UsersAsync(200));
        var filter = string.Join(" or ", Enumerable.Repeat("""type sw \"x\" """, 32));
        var operation = $$"""{ "op": "remove", "path": "members[{{filter}}]" }""";
        var operations = string.Join(',', Enumerable.Repeat(operation, 1_000));
        var error = await GroupWorld.ErrorAsync(() => _world.PatchAsync(group.Id, $"[{operations}]"));
        Assert.Equal((400, "tooMany"), (error.Status, error.ScimType));
    }

    /// <summary>Begins a change in a process that has its lane and ends after so many more commits.</summary>
    private async Task CutOffAsync(int commits, Func<GroupWorld, Task> change, bool losesAnswer = false)
    {
        var table = new StoppingTable(_table);
        var dying = new GroupWorld(table);
        await dying.CreateAsync($"any-{Random.Shared.NextInt64():x}");
        table.LosesAnswer = losesAnswer;
        table.StopAfter(commits);
        try
        {
            await change(dying);
        }
        catch (StorageException)
        {
            // It ended before the change was committed, or before it heard of that.
        }

        await dying.Intents.SettledAsync();
    }
}
