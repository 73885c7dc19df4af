using System.Text.Json.Nodes;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>What becomes of groups when users go.</summary>
public sealed class UserDeletionTests
{
    private readonly InMemoryTable _table = new();
    private readonly GroupWorld _world;

    public UserDeletionTests() => _world = new(_table);

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(31)]
    [InlineData(100)]
    public async Task Deleted_user_leaves_all_its_groups(int count)
    {
        var users = await _world.UsersAsync("bob", "eve");
        var groups = await GroupsAsync(count, users);
        var before = await _world.GetAsync(groups[^1]);

        await _world.DeleteUserAsync(users[0]);

        Assert.All(groups, group => Assert.Equal([users[1]], _world.MembersAsync(group).GetAwaiter().GetResult()));
        Assert.NotEqual(before.Version, (await _world.GetAsync(groups[^1])).Version);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task User_with_its_own_version_leaves_many_groups()
    {
        var users = await _world.UsersAsync("bob");
        await GroupsAsync(70, users);
        await _world.DeleteUserAsync(users[0], $"W/\"{(await _world.UserAsync(users[0])).Version}\"");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Every_batch_that_takes_a_user_out_of_groups_has_its_journal_entry()
    {
        var users = await _world.UsersAsync("bob");
        await GroupsAsync(100, users);
        _world.Table.Batches.Clear();

        await _world.DeleteUserAsync(users[0]);

        Assert.All(_world.Table.Batches, batch => Assert.Contains(batch, change => change.Key.StartsWith("j:", StringComparison.Ordinal)));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Deactivated_user_stays_a_member()
    {
        var users = await _world.UsersAsync("bob");
        var group = await _world.CreateAsync("Sales", users);
        await _world.Users.PatchAsync(_world.Group, users[0], resource =>
        {
            resource["active"] = false;
            return resource;
        }, null, new ScimFunctions.Directory.ChangeContext("token", "correlation"), TestContext.Current.CancellationToken);
        Assert.Equal(users, await _world.MembersAsync(group.Id));
        Assert.Equal([$"direct {group.Id}"], await _world.GroupsOfAsync(users[0]));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Member_added_while_the_user_is_deleted_leaves_too()
    {
        var users = await _world.UsersAsync("bob");
        await _world.CreateAsync("First", users);
        var second = await _world.CreateAsync("Second");
        var other = new GroupWorld(_table);
        await other.CreateAsync("any");
        _world.Table.OnNextCommit = async (batch, behind) =>
        {
            await other.AddAsync(second.Id, users);
            return await behind.CommitAsync(_world.Group.Id, batch, CancellationToken.None);
        };

        await _world.DeleteUserAsync(users[0]);

        Assert.Empty(await _world.MembersAsync(second.Id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task User_is_deleted_while_a_deletion_of_its_group_was_cut_off()
    {
        var users = await _world.UsersAsync(100);
        var group = await _world.CreateAsync("Sales", users);
        var table = new StoppingTable(_table);
        var dying = new GroupWorld(table);
        await dying.CreateAsync("any");
        table.StopAfter(1);
        await Assert.ThrowsAsync<StorageException>(() => dying.DeleteAsync(group.Id));

        await _world.DeleteUserAsync(users[0]);

        await _world.CheckAsync();
    }

    [Fact]
    public async Task User_with_the_most_addresses_leaves_as_many_groups_as_fit()
    {
        var user = await new UserWorld(_table, TimeProvider.System).CreateAsync(new JsonObject
        {
            ["userName"] = "bob",
            ["externalId"] = "bob-1",
            ["emails"] = new JsonArray([.. Enumerable.Range(0, 20).Select(i => (JsonNode)new JsonObject { ["value"] = $"a{i}@example.com" })]),
        }.ToJsonString());
        await GroupsAsync(30, user.Id);
        await _world.DeleteUserAsync(user.Id);
        await _world.CheckAsync();
    }

    private async Task<string[]> GroupsAsync(int count, params string[] members)
    {
        var groups = new string[count];
        for (var i = 0; i < count; i++)
        {
            groups[i] = (await _world.CreateAsync($"group-{i}", members)).Id;
        }

        return groups;
    }
}
