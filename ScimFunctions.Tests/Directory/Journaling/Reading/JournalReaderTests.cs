using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Journaling.Reading;

/// <summary>What readers of the journal get, and in which order.</summary>
public sealed class JournalReaderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly JournalWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lanes_are_merged_by_time_from_the_oldest()
    {
        await WriteInTwoLanesAsync(20);
        Assert.Equal(Numbers(0, 20), await TellAsync(new JournalQuery()));
    }

    [Fact]
    public async Task Lanes_are_merged_by_time_from_the_newest()
    {
        await WriteInTwoLanesAsync(20);
        Assert.Equal(Numbers(0, 20).Reverse(), await TellAsync(new JournalQuery { Order = JournalOrder.NewestFirst }));
    }

    [Theory]
    [InlineData(JournalOrder.OldestFirst)]
    [InlineData(JournalOrder.NewestFirst)]
    public async Task Pages_go_on_where_the_one_before_ended(JournalOrder order)
    {
        await WriteInTwoLanesAsync(250);
        var told = new List<string>();
        var query = new JournalQuery { Order = order, Count = 7 };
        JournalPage page;
        do
        {
            page = await ReadAsync(query);
            told.AddRange(page.Entries.Select(record => record.Entry.ResourceId));
            query = query with { Cursor = JournalCursor.Parse(page.Cursor.ToString()) };
        }
        while (page.More);

        var expected = Numbers(0, 250);
        Assert.Equal(order == JournalOrder.OldestFirst ? expected : expected.Reverse(), told);
    }

    [Fact]
    public async Task Feed_gives_what_is_written_after_its_end_and_in_lanes_that_came_since()
    {
        await _world.InsertAsync("a");
        var page = await ReadAsync(new JournalQuery());
        _world.Time.Advance(Second);
        await _world.InsertAsync("b");
        _world.Time.Advance(Second);
        await _world.InsertAsync("c", _world.AnotherProcess());

        Assert.Equal(["b", "c"], await TellAsync(new JournalQuery { Cursor = page.Cursor }));
    }

    [Fact]
    public async Task Newest_first_does_not_show_on_later_pages_what_came_since()
    {
        await _world.InsertAsync("a");
        await _world.InsertAsync("b");
        var page = await ReadAsync(new JournalQuery { Order = JournalOrder.NewestFirst, Count = 1 });
        await _world.InsertAsync("c");
        await _world.InsertAsync("d", _world.AnotherProcess());

        Assert.Equal(["a"], await TellAsync(new JournalQuery { Order = JournalOrder.NewestFirst, Cursor = page.Cursor }));
    }

    [Fact]
    public async Task Place_that_is_still_being_written_ends_the_feed_before_it()
    {
        await _world.InsertAsync("a");
        await WriteBesideAGapAsync("b");

        var page = await ReadAsync(new JournalQuery());

        Assert.Equal(["a"], page.Entries.Select(record => record.Entry.ResourceId));
        Assert.False(page.More);
        Assert.Equal([(0, "a"), (2, "b")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Place_that_stays_empty_is_made_void_and_passed()
    {
        await _world.InsertAsync("a");
        await WriteBesideAGapAsync("b");
        _world.Time.Advance(LongEnough);

        Assert.Equal(["a", "b"], await TellAsync(new JournalQuery()));
        Assert.Equal([(0, "a"), (1, "void"), (2, "b")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Entry_that_takes_its_place_while_that_is_made_void_is_given()
    {
        await _world.InsertAsync("a");
        var late = await WriteBesideAGapAsync("b");
        _world.Time.Advance(LongEnough);
        _world.Table.OnNextCommit = async (batch, behind) =>
        {
            await behind.CommitAsync(JournalWorld.Partition, late, CancellationToken.None);
            return await behind.CommitAsync(JournalWorld.Partition, batch, CancellationToken.None);
        };

        Assert.Equal(["a", "lost", "b"], await TellAsync(new JournalQuery()));
    }

    [Fact]
    public async Task Change_whose_place_was_made_void_is_given_once_at_its_next_place()
    {
        await _world.InsertAsync("a");
        var late = await WriteBesideAGapAsync("b");
        _world.Time.Advance(LongEnough);
        var page = await ReadAsync(new JournalQuery());

        Assert.IsType<Conflicted>(await _world.Table.CommitAsync(JournalWorld.Partition, late, Cancellation));
        await _world.InsertAsync("lost");

        Assert.Equal(["lost"], await TellAsync(new JournalQuery { Cursor = page.Cursor }));
    }

    [Theory]
    [InlineData(JournalOrder.OldestFirst)]
    [InlineData(JournalOrder.NewestFirst)]
    public async Task Times_bound_what_is_given_and_what_is_read(JournalOrder order)
    {
        await WriteInTwoLanesAsync(2_000);
        var start = _world.Time.GetUtcNow() - (2_000 * Second);
        var query = new JournalQuery { Order = order, Since = start + (1_000 * Second), Until = start + (1_003 * Second) };

        var told = await TellAsync(query);

        Assert.Equal(["1000", "1001", "1002"], told.Order(StringComparer.Ordinal));
        Assert.True((await ReadAsync(query with { MostScanned = 400 })).Entries.Count == 3, "It began far from the times.");
    }

    [Fact]
    public async Task Filter_that_finds_nothing_ends_the_page_after_so_many_entries_and_goes_on()
    {
        await WriteInTwoLanesAsync(30);
        var query = new JournalQuery { MostScanned = 20, Where = entry => entry.ResourceId == "25" };

        var page = await ReadAsync(query);

        Assert.Empty(page.Entries);
        Assert.True(page.More);
        Assert.Equal(["25"], await TellAsync(query with { Cursor = page.Cursor }));
    }

    [Fact]
    public async Task Entry_is_read_as_it_was_written()
    {
        var written = _world.Entry("a") with { Role = "owner", State = new byte[] { 0x7b, 0x7d } };
        await _world.Journal.CommitAsync(JournalWorld.Partition, [new InsertRow("t:a", Columns.None, default)], written, Cancellation);

        var record = Assert.Single((await ReadAsync(new JournalQuery())).Entries);

        Assert.Equal(written with { State = default }, record.Entry with { State = default });
        Assert.Equal(written.State.ToArray(), record.Entry.State.ToArray());
        Assert.Equal(("000", 0L), (record.Lane, record.Place));
    }

    private static TimeSpan LongEnough => TimeSpan.FromSeconds(11);

    private static IEnumerable<string> Numbers(int from, int count) => Enumerable.Range(from, count).Select(number => $"{number}");

    private async Task WriteInTwoLanesAsync(int count)
    {
        var other = _world.AnotherProcess();
        for (var i = 0; i < count; i++)
        {
            await _world.InsertAsync($"{i}", i % 3 == 0 ? other : null);
            _world.Time.Advance(Second);
        }
    }

    /// <summary>Writes an entry while the one before it is on its way, which then fails; gives that one's batch.</summary>
    private async Task<IReadOnlyList<RowChange>> WriteBesideAGapAsync(string key)
    {
        IReadOnlyList<RowChange> late = [];
        _world.Table.OnNextCommit = async (batch, _) =>
        {
            late = batch;
            await _world.InsertAsync(key);
            throw new StorageException("The store is busy.", outcomeUnknown: false);
        };
        await Assert.ThrowsAsync<StorageException>(() => _world.InsertAsync("lost"));
        return late;
    }

    private Task<JournalPage> ReadAsync(JournalQuery query) =>
        new JournalReader(_world.Table, _world.Time).ReadAsync(JournalWorld.Partition, query, Cancellation);

    private async Task<List<string>> TellAsync(JournalQuery query) =>
        [.. (await ReadAsync(query)).Entries.Select(record => record.Entry.ResourceId)];
}
