using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Journaling;

/// <summary>How lanes are taken, kept and lost.</summary>
public sealed class LaneTests
{
    private readonly JournalWorld _world = new();

    [Fact]
    public async Task Lane_whose_lease_runs_is_not_another_process_s()
    {
        await _world.InsertAsync("a");
        await _world.InsertAsync("b", _world.AnotherProcess());
        Assert.Equal(["000", "001"], await _world.LanesAsync());
    }

    [Fact]
    public async Task Lane_whose_lease_ran_out_is_taken_over_after_its_last_entry()
    {
        await _world.InsertAsync("a");
        await _world.InsertAsync("b");
        _world.Time.Advance(TimeSpan.FromMinutes(11));

        await _world.InsertAsync("c", _world.AnotherProcess());

        Assert.Equal(["000"], await _world.LanesAsync());
        Assert.Equal([(0, "a"), (1, "b"), (2, "c")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Lane_of_more_entries_than_its_row_names_is_taken_over_after_its_last_entry()
    {
        for (var i = 0; i < 900; i++)
        {
            await _world.InsertAsync($"{i}");
        }

        _world.Time.Advance(TimeSpan.FromMinutes(11));
        _world.Table.Batches.Clear();
        await _world.InsertAsync("next", _world.AnotherProcess());

        Assert.Equal(2, _world.Table.Batches.Count);
        Assert.Equal((900, "next"), (await _world.EntriesAsync("000"))[^1]);
    }

    [Fact]
    public async Task Row_of_a_lane_names_a_place_near_its_last_entry()
    {
        for (var i = 0; i < 900; i++)
        {
            await _world.InsertAsync($"{i}");
        }

        var lane = await _world.Table.FindAsync(JournalWorld.Partition, "l:000", TestContext.Current.CancellationToken);
        Assert.InRange(lane!.Columns.GetInt64("from")!.Value, 200, 900);
    }

    [Fact]
    public async Task Old_owner_of_a_lane_takes_another()
    {
        await _world.InsertAsync("a");
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        var other = _world.AnotherProcess();
        for (var i = 0; i < 150; i++)
        {
            await _world.InsertAsync($"other-{i}", other);
        }

        await _world.InsertAsync("b");
        await _world.InsertAsync("c");

        Assert.Equal([(0, "b"), (1, "c")], await _world.EntriesAsync("001"));
        Assert.Equal(151, (await _world.EntriesAsync("000")).Count);
    }

    [Fact]
    public async Task Old_owner_whose_clock_is_behind_hears_of_it_at_its_renewal()
    {
        await _world.InsertAsync("a");
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        var other = _world.AnotherProcess();
        for (var i = 0; i < 150; i++)
        {
            await _world.InsertAsync($"other-{i}", other);
        }

        // The old owner looks at its clock before the lease is over, yet it is.
        _world.Time.AdjustTime(_world.Time.GetUtcNow() - TimeSpan.FromMinutes(4));
        await _world.InsertAsync("b");

        Assert.Equal([(0, "b")], await _world.EntriesAsync("001"));
    }

    [Fact]
    public async Task Process_that_was_idle_keeps_its_lane_if_nobody_took_it()
    {
        await _world.InsertAsync("a");
        _world.Time.Advance(TimeSpan.FromHours(3));

        await _world.InsertAsync("b");

        Assert.Equal(["000"], await _world.LanesAsync());
        Assert.Equal([(0, "a"), (1, "b")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Renewal_goes_with_a_batch_once_half_of_the_lease_is_over()
    {
        await _world.InsertAsync("a");
        _world.Time.Advance(TimeSpan.FromMinutes(4));
        await _world.InsertAsync("b");
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        var committed = Assert.IsType<Committed>(await _world.InsertAsync("c"));
        await _world.InsertAsync("d");

        var lane = await _world.Table.FindAsync(JournalWorld.Partition, "l:000", TestContext.Current.CancellationToken);
        Assert.Equal([3, 4, 3, 4, 3], _world.Table.Batches.Select(batch => batch.Count));
        Assert.Equal((await _world.FindAsync("c"))!.ETag, committed.ETags[0]);
        Assert.Equal(_world.Time.GetUtcNow().AddMinutes(10).ToUnixTimeMilliseconds(), lane!.Columns.GetInt64("until"));
    }

    [Fact]
    public async Task Lanes_claimed_at_once_are_different_ones()
    {
        await _world.InsertAsync("a");
        _world.Time.Advance(TimeSpan.FromMinutes(11));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => _world.InsertAsync($"{i}", _world.AnotherProcess()))));

        Assert.Equal(8, (await _world.LanesAsync()).Count);
    }

    [Fact]
    public async Task Lane_claimed_with_a_lost_answer_is_this_process_s()
    {
        _world.Table.OnNextCommit = (batch, behind) => TamperedTable.LoseAnswerAsync(JournalWorld.Partition, batch, behind);
        await Assert.ThrowsAsync<StorageException>(() => _world.InsertAsync("a"));

        await _world.InsertAsync("b");

        Assert.Equal(["000"], await _world.LanesAsync());
    }

    [Fact]
    public async Task Store_that_fails_while_a_lane_is_opened_fails_that_request_alone()
    {
        var reached = new TaskCompletionSource();
        var fail = new TaskCompletionSource();
        _world.Table.OnNextRead = async () =>
        {
            reached.SetResult();
            await fail.Task;
        };
        using var gone = new CancellationTokenSource();
        var waiting = _world.InsertUnlessAsync("a", gone.Token);
        await reached.Task;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        fail.SetException(new StorageException("The store is busy.", outcomeUnknown: false));

        Assert.IsType<Committed>(await _world.InsertAsync("b"));
    }
}
