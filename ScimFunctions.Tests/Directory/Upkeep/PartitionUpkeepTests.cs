using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Upkeep;

/// <summary>When upkeep begins.</summary>
public sealed class PartitionUpkeepTests
{
    private readonly UserWorld _world = new();
    private readonly PartitionUpkeep _upkeep;

    public PartitionUpkeepTests()
    {
        var journal = new JournalReader(_world.Table, _world.Time);
        _upkeep = new PartitionUpkeep(
            new LayoutMigration(_world.Table, journal, _world.Time), new JournalRetention(_world.Table, _world.Time, new RetentionSetting(1)), _world.Time);
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

    private async Task<int> EntriesAfterAsync(TimeSpan time)
    {
        _world.Time.Advance(time);
        _upkeep.Consider(_world.Group);
        await _upkeep.Last;
        return (await _world.Table.ReadAsync(_world.Group.Id, RowRange.Prefix("j:", 100), TestContext.Current.CancellationToken)).Rows.Count;
    }
}
