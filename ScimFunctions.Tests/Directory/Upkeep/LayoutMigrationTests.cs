using ScimFunctions.Directory;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Restoring;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Upkeep;

/// <summary>Tenant groups of an earlier version, alone and beside this one.</summary>
public sealed class LayoutMigrationTests
{
    private readonly UserWorld _world = new();
    private readonly UserDirectory _earlier;

    public LayoutMigrationTests() => _earlier = new UserDirectory(
        _world.Table,
        new Journal(_world.Table, _world.Time, layout: PartitionLayout.First),
        new RelationReader(_world.Table, new GroupIntents(_world.Table, _world.Time), _world.Time),
        _world.Time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_that_an_earlier_version_deleted_can_be_restored_after_the_step()
    {
        var id = await DeletedByEarlierAsync("ada");
        Assert.Null(await EntryOfAsync(id));
        _world.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(PartitionLayout.Current, await MigrateAsync());

        Assert.NotNull(await EntryOfAsync(id));
        Assert.IsType<Restored>(await RestoreAsync(id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Two_versions_work_side_by_side_until_the_earlier_one_is_gone()
    {
        var first = await DeletedByEarlierAsync("ada");
        Assert.Equal(PartitionLayout.First, await MigrateAsync());
        Assert.NotNull(await EntryOfAsync(first));

        // Both go on, each on what the other wrote.
        var user = await _world.CreateAsync("""{ "userName": "grace" }""");
        await _earlier.DeleteAsync(_world.Group, user.Id, null, Context, Cancellation);
        var second = await CreatedByEarlierAsync("edsger");
        await _world.DeleteAsync(second);
        Assert.Null(await EntryOfAsync(user.Id));
        Assert.NotNull(await EntryOfAsync(second));
        Assert.Equal(PartitionLayout.First, await MigrateAsync());
        Assert.NotNull(await EntryOfAsync(user.Id));

        _world.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(PartitionLayout.Current, await MigrateAsync());
        Assert.IsType<Restored>(await RestoreAsync(user.Id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Earlier_version_that_comes_back_is_caught_up_with()
    {
        await DeletedByEarlierAsync("ada");
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(PartitionLayout.Current, await MigrateAsync());

        var id = await DeletedByEarlierAsync("grace");
        Assert.Equal(PartitionLayout.First, await MigrateAsync());

        Assert.NotNull(await EntryOfAsync(id));
    }

    [Fact]
    public async Task Step_that_was_cut_off_goes_on_where_it_was()
    {
        var ids = new List<string>();
        for (var number = 0; number < 250; number++)
        {
            ids.Add(await DeletedByEarlierAsync($"user-{number}"));
        }

        _world.Time.Advance(TimeSpan.FromMinutes(11));
        _world.Table.OnNextCommit = (batch, behind) =>
        {
            _world.Table.OnNextCommit = (_, _) => throw new StorageException("The process is gone.", outcomeUnknown: false);
            return behind.CommitAsync(_world.Group.Id, batch, CancellationToken.None).AsTask();
        };
        await Assert.ThrowsAsync<StorageException>(MigrateAsync);
        _world.Table.Batches.Clear();

        Assert.Equal(PartitionLayout.Current, await MigrateAsync());

        Assert.Equal(151, _world.Table.Batches.Sum(batch => batch.Count(change => change.Key.StartsWith(RowKeys.TakenIds, StringComparison.Ordinal))));
        foreach (var id in ids)
        {
            Assert.NotNull(await EntryOfAsync(id));
        }
    }

    [Fact]
    public async Task Restoring_does_not_wait_for_the_step()
    {
        var id = await DeletedByEarlierAsync("ada");
        Assert.IsType<Restored>(await RestoreAsync(id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task New_tenant_group_has_the_present_layout_and_nothing_to_do()
    {
        await _world.CreateAsync("""{ "userName": "ada" }""");
        Assert.Equal(PartitionLayout.Current, await MigrateAsync());
        _world.Table.Batches.Clear();
        await MigrateAsync();
        Assert.Empty(_world.Table.Batches);
    }

    [Fact]
    public async Task Later_version_s_rows_that_this_one_does_not_understand_are_not_written_to()
    {
        var columns = Columns.Of(new("layout", 9L), new("readableBy", 9L));
        await _world.Table.CommitAsync(_world.Group.Id, [new InsertRow(RowKeys.Layout, columns, default)], Cancellation);

        var failure = await Assert.ThrowsAsync<StorageException>(() => _world.CreateAsync("""{ "userName": "ada" }"""));

        Assert.Contains("later version", failure.Message, StringComparison.Ordinal);
    }

    private static ChangeContext Context => new("token-1", "correlation-1");

    private Task<int> MigrateAsync() =>
        new LayoutMigration(_world.Table, new JournalReader(_world.Table, _world.Time), _world.Time).RunAsync(_world.Group.Id, Cancellation);

    private Task<RestoreOutcome> RestoreAsync(string id) =>
        new UserRestoration(_world.Table, new Journal(_world.Table, _world.Time), _world.Time).RestoreAsync(_world.Group, id, Context, Cancellation);

    private async Task<string> CreatedByEarlierAsync(string userName)
    {
        var body = new System.Text.Json.Nodes.JsonObject
        {
            ["schemas"] = new System.Text.Json.Nodes.JsonArray(SchemaUris.User),
            ["userName"] = userName,
        };
        return (await _earlier.CreateAsync(_world.Group, ResourceReader.Read(body, ResourceTypes.User), null, Context, Cancellation)).Id;
    }

    private async Task<string> DeletedByEarlierAsync(string userName)
    {
        var id = await CreatedByEarlierAsync(userName);
        await _earlier.DeleteAsync(_world.Group, id, null, Context, Cancellation);
        return id;
    }

    private async Task<string?> EntryOfAsync(string id) =>
        (await _world.Table.FindAsync(_world.Group.Id, RowKeys.TakenId(id), Cancellation))?.Columns.GetString("entry");
}
