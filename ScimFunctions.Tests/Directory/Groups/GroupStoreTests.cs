using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>What rests on how a store commits, on each of the stores: two processes on one store.</summary>
public abstract class GroupStoreTests : IAsyncLifetime
{
    private readonly string _partition = $"{Random.Shared.NextInt64():x}-{Random.Shared.NextInt64():x}";
    private GroupWorld? _first;
    private GroupWorld? _second;

    private GroupWorld First => _first!;

    public async ValueTask InitializeAsync()
    {
        _first = new GroupWorld(await ConnectAsync(), _partition);
        _second = new GroupWorld(await ConnectAsync(), _partition);
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>The store, as each of two processes has it.</summary>
    protected abstract ValueTask<ITable> ConnectAsync();

    [Fact]
    public async Task Members_come_and_go()
    {
        var users = await First.UsersAsync(3);
        var group = await First.CreateAsync("Sales", users[0]);
        await First.AddAsync(group.Id, users);
        await First.RemoveAsync(group.Id, users[1]);
        Assert.Equal(new[] { users[0], users[2] }.Order(StringComparer.Ordinal), await First.MembersAsync(group.Id));
        await First.CheckAsync();
    }

    [Fact]
    public async Task Many_members_come_and_the_group_goes()
    {
        var users = await First.UsersAsync(100);
        var group = await First.CreateAsync("Sales", users[..40]);
        await First.AddAsync(group.Id, users);
        Assert.Equal(users.Order(StringComparer.Ordinal), await First.MembersAsync(group.Id));
        await First.CheckAsync();
        await First.DeleteAsync(group.Id);
        await First.CheckAsync();
    }

    [Fact]
    public async Task Groups_nest_and_users_leave_them()
    {
        var users = await First.UsersAsync(2);
        var inner = await First.CreateAsync("Inner", users);
        var outer = await First.CreateAsync("Outer", inner.Id);
        Assert.Equal(new[] { $"direct {inner.Id}", $"indirect {outer.Id}" }, await First.GroupsOfAsync(users[0]));
        Assert.Equal(400, (await GroupWorld.ErrorAsync(() => First.AddAsync(inner.Id, outer.Id))).Status);
        await First.DeleteUserAsync(users[0]);
        await First.DeleteAsync(outer.Id);
        await First.CheckAsync();
    }

    [Fact]
    public async Task Thirty_two_patches_at_once_add_all_members()
    {
        var users = await First.UsersAsync(32);
        var group = await First.CreateAsync("Sales");

        await Task.WhenAll(users.Select((user, i) => Task.Run(() => RepeatedAsync(() => Process(i).AddAsync(group.Id, user)))));

        Assert.Equal(users.Order(StringComparer.Ordinal), await First.MembersAsync(group.Id));
        await First.CheckAsync();
    }

    [Fact]
    public async Task Thirty_two_posts_of_one_name_make_one_group()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => TryAsync(() => Process(i).CreateAsync("Sales")))));
        Assert.Equal(1, outcomes.Count(status => status == 0));
        Assert.Equal(31, outcomes.Count(status => status == 409));
        await First.CheckAsync();
    }

    private GroupWorld Process(int writer) => writer % 2 == 0 ? _first! : _second!;

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

    // As a client does that is told to come again.
    private static async Task RepeatedAsync(Func<Task> change)
    {
        while (await TryAsync(change) is not 0 and var status)
        {
            Assert.Equal(503, status);
        }
    }
}

public sealed class InMemoryGroupTests : GroupStoreTests
{
    private readonly InMemoryTable _table = new();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override ValueTask<ITable> ConnectAsync() => new(_table);
}

public sealed class EmbeddedGroupTests : GroupStoreTests
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<EmbeddedTable> _opened = [];

    public override async ValueTask DisposeAsync()
    {
        foreach (var table in _opened)
        {
            await table.DisposeAsync();
        }

        _directory.Dispose();
    }

    protected override ValueTask<ITable> ConnectAsync()
    {
        _opened.Add(EmbeddedTable.Open(_directory.Path));
        return new(_opened[^1]);
    }
}

public sealed class AzuriteGroupTests(Azurite azurite) : GroupStoreTests
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async ValueTask<ITable> ConnectAsync() => AzureTable.Connect(await azurite.ConnectAsync(), "groups");
}
