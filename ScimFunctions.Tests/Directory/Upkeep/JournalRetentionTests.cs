using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Directory.Journaling;
using Xunit;

namespace ScimFunctions.Tests.Directory.Upkeep;

/// <summary>Which journal entries are removed, and what becomes of lanes and readers.</summary>
public sealed class JournalRetentionTests
{
    private readonly JournalWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_older_than_the_days_go_and_the_others_stay()
    {
        await WriteAsync("old", 250);
        _world.Time.Advance(TimeSpan.FromDays(6));
        await WriteAsync("new", 3);
        _world.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(250, await PruneAsync(days: 7));

        Assert.Equal(["new-0", "new-1", "new-2"], await TellAsync(new JournalQuery()));
    }

    [Theory]
    [InlineData(null, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(null, 1, 5)]
    [InlineData(1, 0, 5)]
    public async Task Tenant_group_s_own_days_win_and_zero_is_for_ever(int? own, int configured, long removed)
    {
        await WriteAsync("old", 5);
        _world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(removed, await PruneAsync(own, configured));
    }

    [Fact]
    public async Task Batches_hold_what_a_store_takes_and_name_where_they_ended()
    {
        await WriteAsync("old", 250);
        _world.Time.Advance(TimeSpan.FromDays(2));
        _world.Table.Batches.Clear();

        await PruneAsync(days: 1);

        Assert.Equal([100, 100, 53], _world.Table.Batches.Take(3).Select(batch => batch.Count));
        Assert.All(_world.Table.Batches.Take(3), batch => Assert.Equal("jf:000", batch[0].Key));
    }

    [Fact]
    public async Task Two_that_prune_at_once_remove_each_entry_once()
    {
        await WriteAsync("old", 500);
        _world.Time.Advance(TimeSpan.FromDays(2));

        var removed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PruneAsync(days: 1))));

        Assert.Equal(500, removed.Sum());
    }

    [Fact]
    public async Task Process_that_ends_half_way_leaves_what_the_next_goes_on_with()
    {
        await WriteAsync("old", 250);
        _world.Time.Advance(TimeSpan.FromDays(2));
        _world.Table.OnNextCommit = (batch, behind) =>
        {
            _world.Table.OnNextCommit = (_, _) => throw new StorageException("The process is gone.", outcomeUnknown: false);
            return behind.CommitAsync(JournalWorld.Partition, batch, CancellationToken.None).AsTask();
        };
        await Assert.ThrowsAsync<StorageException>(() => PruneAsync(days: 1));

        Assert.Equal(151, (await TellAsync(new JournalQuery { Count = 1_000 })).Count);
        Assert.Equal(151, await PruneAsync(days: 1));
    }

    [Fact]
    public async Task Reader_whose_next_entries_are_gone_goes_on_after_them_and_hears_of_it()
    {
        await WriteAsync("old", 20);
        var cursor = (await ReadAsync(new JournalQuery { Count = 5 })).Cursor;
        _world.Time.Advance(TimeSpan.FromDays(2));
        await WriteAsync("new", 1);
        await PruneAsync(days: 1);

        var page = await ReadAsync(new JournalQuery { Cursor = cursor });

        Assert.True(page.HasLost);
        Assert.Equal("new-0", Assert.Single(page.Entries).Entry.ResourceId);
        Assert.False((await ReadAsync(new JournalQuery { Cursor = page.Cursor })).HasLost);
    }

    [Fact]
    public async Task Lane_of_which_nothing_is_left_goes_and_comes_back_after_its_last_place()
    {
        await WriteAsync("old", 3);
        var cursor = (await ReadAsync(new JournalQuery())).Cursor;
        _world.Time.Advance(TimeSpan.FromDays(2));
        await PruneAsync(days: 1);
        Assert.Empty(await _world.LanesAsync());

        await _world.InsertAsync("next", _world.AnotherProcess());

        Assert.Equal([(3, "next")], await _world.EntriesAsync("000"));
        Assert.Equal(["next"], await TellAsync(new JournalQuery { Cursor = cursor }));
        Assert.Equal(["next"], await TellAsync(new JournalQuery { Order = JournalOrder.NewestFirst }));
    }

    [Fact]
    public async Task Owner_of_a_lane_that_went_writes_on()
    {
        await WriteAsync("old", 3);
        _world.Time.Advance(TimeSpan.FromDays(2));
        await PruneAsync(days: 1);

        await _world.InsertAsync("next");

        Assert.Equal([(3, "next")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Lane_that_a_process_holds_stays()
    {
        await WriteAsync("old", 3);
        _world.Time.Advance(TimeSpan.FromDays(2));
        await _world.InsertAsync("new");
        await PruneAsync(days: 1);
        Assert.Equal(["000"], await _world.LanesAsync());
    }

    [Fact]
    public async Task Taken_over_lane_does_not_give_places_again_whose_entries_are_gone()
    {
        await WriteAsync("old", 100);
        await WriteAsync("other", 1, _world.AnotherProcess());
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        _world.Time.Advance(TimeSpan.FromDays(2));
        await PruneAsync(days: 1);

        await _world.InsertAsync("next", _world.AnotherProcess());

        Assert.Equal([(100, "next")], await _world.EntriesAsync("000"));
    }

    private async Task WriteAsync(string name, int count, ScimFunctions.Directory.Journaling.Journal? journal = null)
    {
        for (var number = 0; number < count; number++)
        {
            await _world.InsertAsync($"{name}-{number}", journal);
        }
    }

    private Task<long> PruneAsync(int? days, int configured = 0) => new JournalRetention(_world.Table, _world.Time, new RetentionSetting(configured))
        .PruneAsync(Group(days), Cancellation);

    private static TenantGroup Group(int? days) => new()
    {
        Id = JournalWorld.Partition,
        Path = "acme",
        Name = "Acme",
        DefaultRole = "guest",
        RetentionDays = days,
        Created = DateTimeOffset.UnixEpoch,
    };

    private Task<JournalPage> ReadAsync(JournalQuery query) =>
        new JournalReader(_world.Table, _world.Time).ReadAsync(JournalWorld.Partition, query, Cancellation);

    private async Task<List<string>> TellAsync(JournalQuery query) =>
        [.. (await ReadAsync(query)).Entries.Select(record => record.Entry.ResourceId)];
}
