using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Erasing;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Upkeep;

/// <summary>When upkeep begins.</summary>
public sealed class PartitionUpkeepTests : IAsyncDisposable
{
    private readonly UserWorld _world = new();
    private readonly RequestLog _log;
    private readonly PartitionUpkeep _upkeep;

    public PartitionUpkeepTests()
    {
        var journal = new JournalReader(_world.Table, _world.Time);
        _log = new RequestLog(_world.Table, new TenantGroupRegistry(_world.Table, _world.Time), _world.Time);
        _upkeep = new PartitionUpkeep(
            new LayoutMigration(_world.Table, journal, _world.Time), new JournalRetention(_world.Table, _world.Time, new RetentionSetting(1)), Erasure(1_000), _world.Time);
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task Erasure_that_is_too_long_for_one_request_is_carried_on()
    {
        var ada = await _world.CreateAsync("""{ "userName": "ada-secret", "externalId": "secret-1" }""");
        for (var number = 0; number < 150; number++)
        {
            await _world.PatchAsync(ada.Id, $$"""[{ "op": "replace", "path": "title", "value": "secret {{number}}" }]""");
        }

        _upkeep.Consider(_world.Group);
        var pending = await Erasure(50).EraseAsync(_world.Group, ada.Id, null, _world.Context, TestContext.Current.CancellationToken);
        Assert.True(pending!.IsPending);
        Assert.InRange(pending.JournalEntriesErased, 50, 151);
        Assert.Empty(await ReceiptsAsync());

        _world.Time.Advance(TimeSpan.FromMinutes(2));
        _upkeep.Consider(_world.Group);
        await _upkeep.Last;

        var receipt = Assert.Single(await ReceiptsAsync());
        Assert.Equal((pending.Id, false, 152), (receipt.Id, receipt.IsPending, receipt.JournalEntriesErased));
        var rows = await _world.Table.ReadAsync(_world.Group.Id, new RowRange("!", "~", 1_000), TestContext.Current.CancellationToken);
        Assert.All(rows.Rows, row => Assert.DoesNotContain("secret", UserWorld.Text(row.Document), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_that_is_repeated_carries_its_erasure_on_to_the_end()
    {
        var ada = await _world.CreateAsync("""{ "userName": "ada", "externalId": "secret-1" }""");
        for (var number = 0; number < 250; number++)
        {
            await _world.PatchAsync(ada.Id, $$"""[{ "op": "replace", "path": "title", "value": "{{number}}" }]""");
        }

        var (erasure, goes) = (Erasure(50), 1);
        while ((await erasure.EraseAsync(_world.Group, null, "secret-1", _world.Context, TestContext.Current.CancellationToken))!.IsPending)
        {
            goes++;
        }

        Assert.Equal(3, goes);
        Assert.Equal(252, Assert.Single(await ReceiptsAsync()).JournalEntriesErased);
    }

    [Fact]
    public async Task Request_after_a_minute_starts_it_and_the_next_does_so_an_hour_later()
    {
        await _world.CreateAsync("""{ "userName": "ada" }""");
        _world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await EntriesAfterAsync(TimeSpan.Zero));
        Assert.Equal(0, await EntriesAfterAsync(TimeSpan.FromMinutes(2)));
        await _world.CreateAsync("""{ "userName": "grace" }""");
        _world.Time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(1, await EntriesAfterAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, await EntriesAfterAsync(TimeSpan.FromDays(1.1)));
    }

    [Fact]
    public async Task Store_that_fails_fails_no_request()
    {
        await _world.CreateAsync("""{ "userName": "ada" }""");
        _upkeep.Consider(_world.Group);
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        _world.Table.OnNextRead = () => throw new StorageException("The store is busy.", outcomeUnknown: false);

        _upkeep.Consider(_world.Group);

        await _upkeep.Last;
    }

    private PersonErasure Erasure(int mostRows) => new(
        _world.Table, _world.Users, new ErasureReceipts(_world.Table), new Counts(_world.Table, _world.Time), _log, _world.Time, mostRows);

    private async Task<IReadOnlyList<ErasureReceipt>> ReceiptsAsync() =>
        (await new ErasureReceipts(_world.Table).ListAsync(_world.Group, null, 10, TestContext.Current.CancellationToken)).Items;

    private async Task<int> EntriesAfterAsync(TimeSpan time)
    {
        _world.Time.Advance(time);
        _upkeep.Consider(_world.Group);
        await _upkeep.Last;
        return (await _world.Table.ReadAsync(_world.Group.Id, RowRange.Prefix("j:", 100), TestContext.Current.CancellationToken)).Rows.Count;
    }
}
