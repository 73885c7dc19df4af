using ScimFunctions.Protocol.Errors;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>Groups in groups.</summary>
public sealed class NestingTests
{
    private readonly InMemoryTable _table = new();
    private readonly GroupWorld _world;

    public NestingTests() => _world = new(_table);

    [Fact]
    public async Task User_is_indirectly_in_what_contains_its_groups_and_each_once()
    {
        var users = await _world.UsersAsync("bob");
        var inner = await _world.CreateAsync("Inner", users);
        var left = await _world.CreateAsync("Left", inner.Id);
        var right = await _world.CreateAsync("Right", inner.Id, users[0]);
        var top = await _world.CreateAsync("Top", left.Id, right.Id);

        Assert.Equal(
            new[] { $"direct {inner.Id}", $"direct {right.Id}", $"indirect {left.Id}", $"indirect {top.Id}" }.Order(StringComparer.Ordinal),
            await _world.GroupsOfAsync(users[0]));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Group_leaves_a_group()
    {
        var users = await _world.UsersAsync("bob");
        var inner = await _world.CreateAsync("Inner", users);
        var outer = await _world.CreateAsync("Outer", inner.Id);
        await _world.RemoveAsync(outer.Id, inner.Id);
        Assert.Equal([$"direct {inner.Id}"], await _world.GroupsOfAsync(users[0]));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Circle_is_refused()
    {
        var inner = await _world.CreateAsync("Inner");
        var middle = await _world.CreateAsync("Middle", inner.Id);
        var outer = await _world.CreateAsync("Outer", middle.Id);
        foreach (var group in new[] { inner, middle, outer })
        {
            var error = await GroupWorld.ErrorAsync(() => _world.AddAsync(inner.Id, group.Id));
            Assert.Equal((400, "invalidValue"), (error.Status, error.ScimType));
            Assert.StartsWith("members[0].value", error.Detail, StringComparison.Ordinal);
        }

        await _world.CheckAsync();
    }

    [Fact]
    public async Task Ten_nestings_are_allowed_and_no_more()
    {
        var ids = new List<string> { (await _world.CreateAsync("0")).Id };
        for (var depth = 1; depth <= 10; depth++)
        {
            ids.Add((await _world.CreateAsync($"{depth}", ids[^1])).Id);
        }

        Assert.Equal(400, (await GroupWorld.ErrorAsync(() => _world.CreateAsync("11", ids[^1]))).Status);
        var below = await _world.CreateAsync("below");
        Assert.Equal(400, (await GroupWorld.ErrorAsync(() => _world.AddAsync(ids[0], below.Id))).Status);
        await _world.AddAsync(ids[1], below.Id);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Deleted_group_leaves_those_above_and_below_it()
    {
        var users = await _world.UsersAsync("bob");
        var inner = await _world.CreateAsync("Inner", users);
        var middle = await _world.CreateAsync("Middle", inner.Id);
        var outer = await _world.CreateAsync("Outer", middle.Id);
        var before = await _world.GetAsync(outer.Id);

        await _world.DeleteAsync(middle.Id);

        Assert.Empty(await _world.MembersAsync(outer.Id));
        Assert.NotEqual(before.Version, (await _world.GetAsync(outer.Id)).Version);
        Assert.Equal([$"direct {inner.Id}"], await _world.GroupsOfAsync(users[0]));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Two_processes_cannot_close_a_circle_together()
    {
        var other = new GroupWorld(_table);
        for (var round = 0; round < 16; round++)
        {
            var (first, second) = (await _world.CreateAsync($"a{round}"), await _world.CreateAsync($"b{round}"));
            var outcomes = await Task.WhenAll(
                Task.Run(() => TryAsync(() => _world.AddAsync(first.Id, second.Id)), TestContext.Current.CancellationToken),
                Task.Run(() => TryAsync(() => other.AddAsync(second.Id, first.Id)), TestContext.Current.CancellationToken));
            Assert.Equal([0, 400], outcomes.Order());
            await _world.CheckAsync();
        }
    }

    private static async Task<int> TryAsync(Func<Task> change)
    {
        try
        {
            await change();
            return 0;
        }
        catch (ScimException exception)
        {
            return exception.Error.Status;
        }
    }
}
