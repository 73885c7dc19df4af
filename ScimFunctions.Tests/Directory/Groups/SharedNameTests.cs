using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Directory.Searching;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>Names that were given while groups could share them, once they no longer can.</summary>
public sealed class SharedNameTests
{
    private readonly InMemoryTable _table = new();
    private readonly TenantGroupRegistry _registry;
    private readonly GroupWorld _world;

    public SharedNameTests()
    {
        _registry = new(_table, TimeProvider.System);
        _world = new(_table);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Name_is_found_and_cannot_be_given_again()
    {
        await AllowAsync(true);
        var first = await _world.CreateAsync("Sales");
        var second = await _world.CreateAsync("SALES");
        await AllowAsync(false);

        Assert.Equal(2, await CountAsync("displayName eq \"sales\""));
        var error = await GroupWorld.ErrorAsync(() => _world.CreateAsync("sales"));
        Assert.Equal((409, "uniqueness"), (error.Status, error.ScimType));
        Assert.True(error.Detail.Contains(first.Id, StringComparison.Ordinal) || error.Detail.Contains(second.Id, StringComparison.Ordinal));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task No_group_is_renamed_to_it()
    {
        await AllowAsync(true);
        await _world.CreateAsync("Sales");
        await AllowAsync(false);
        var other = await _world.CreateAsync("Other");
        var error = await GroupWorld.ErrorAsync(() => RenameAsync(other.Id, "sales"));
        Assert.Equal((409, "uniqueness"), (error.Status, error.ScimType));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Group_that_has_it_is_changed_and_renamed_and_gives_it_up()
    {
        await AllowAsync(true);
        var group = await _world.CreateAsync("Sales");
        await AllowAsync(false);
        await RenameAsync(group.Id, "SALES");
        await RenameAsync(group.Id, "Marketing");
        Assert.Equal(409, (await GroupWorld.ErrorAsync(() => _world.CreateAsync("marketing"))).Status);
        await RenameAsync(group.Id, "Sales");
        await _world.CheckAsync();
        await _world.DeleteAsync(group.Id);
        await _world.CreateAsync("Sales");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Name_may_be_shared_again()
    {
        await AllowAsync(true);
        await _world.CreateAsync("Sales");
        await AllowAsync(false);
        await AllowAsync(true);
        await _world.CreateAsync("Sales");
        await AllowAsync(false);
        Assert.Equal(2, await CountAsync("displayName eq \"sales\""));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Tenant_group_that_never_allowed_it_looks_in_one_place()
    {
        await AllowAsync(false);
        await _world.CreateAsync("any");
        _world.Counted.Reset();
        await _world.CreateAsync("Sales");
        Assert.Equal(1, _world.Counted.Total);
    }

    /// <summary>Changes the setting as an administrator does, so that the tenant group is read from its row.</summary>
    private async Task AllowAsync(bool allow)
    {
        if (await _registry.FindAsync("acme", Cancellation) is not { } stored)
        {
            stored = ((TenantGroupSaved)await _registry.CreateAsync("acme", null, Cancellation)).Stored;
        }

        await _registry.ReplaceAsync(stored.Group with { AllowDuplicateGroupNames = allow }, stored.ETag, Cancellation);
        _world.Group = (await _registry.FindAsync("acme", Cancellation))!.Group;
    }

    private Task<ScimFunctions.Directory.Groups.StoredGroup> RenameAsync(string id, string name) =>
        _world.PatchAsync(id, $$"""[{ "op": "replace", "path": "displayName", "value": "{{name}}" }]""");

    private async Task<int> CountAsync(string filter)
    {
        var search = new ResourceSearch(_world.Counted, _world.Relations, _world.Intents, new SearchLimits(100));
        return (await search.ListAsync(_world.Group, Queries.Of(SearchWorld.Groups, filter, count: 0), SearchWorld.BaseUrl, Cancellation)).TotalResults;
    }
}
