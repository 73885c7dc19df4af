using System.Globalization;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Counting;

/// <summary>Totals and pages by index are exact, whoever writes and whatever breaks.</summary>
public sealed class CountsTests
{
    private readonly CountWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Ids of one beginning, made in their order, all fall into the last bucket, which is split as they come.
    [Theory]
    [InlineData("uuid", 3)]
    [InlineData("sequential", 4)]
    [InlineData("long", 4)]
    public async Task Many_that_are_made_and_deleted_by_two_processes_are_counted(string kind, int mostCalls)
    {
        var processes = new[] { _world.First, _world.NewProcess() };
        var ids = Enumerable.Range(0, 3_000).Select(i => IdOf(kind, i)).ToArray();
        foreach (var batch in ids.Index().Chunk(32))
        {
            await Task.WhenAll(batch.Select(one => _world.MakeAsync(processes[one.Index % 2], one.Item)));
        }

        foreach (var batch in ids.Where((_, i) => i % 5 == 0).Index().Chunk(32))
        {
            await Task.WhenAll(batch.Select(one => _world.DeleteAsync(processes[(one.Index + 1) % 2], one.Item)));
        }

        await _world.AssertExactAsync(mostCalls);
        Assert.InRange(await _world.RowsAsync(), 1, 100);
    }

    [Fact]
    public async Task All_that_were_made_and_are_deleted_leave_nothing_counted()
    {
        var ids = Enumerable.Range(0, 1_500).Select(i => IdOf("uuid", i)).ToArray();
        foreach (var id in ids)
        {
            await _world.MakeAsync(_world.First, id);
        }

        foreach (var id in ids)
        {
            await _world.DeleteAsync(_world.First, id);
        }

        var page = await _world.ListAsync();
        Assert.Equal((0, 0), (page.TotalResults, page.Items.Count));
    }

    [Fact]
    public async Task Store_without_counts_is_counted_once()
    {
        await _world.WriteAsync(Enumerable.Range(0, 2_500).Select(i => IdOf("uuid", i)));
        Assert.Equal(2_500, (await _world.ListAsync()).TotalResults);
        await _world.AssertExactAsync(mostCalls: 3);
    }

    [Fact]
    public async Task Recount_that_was_broken_off_is_begun_anew()
    {
        await _world.WriteAsync(Enumerable.Range(0, 2_500).Select(i => IdOf("uuid", i)));
        var reads = 0;
        _world.Tampered.OnNextRead = FailLaterAsync;
        await Assert.ThrowsAsync<StorageException>(() => _world.ListAsync());
        await _world.MakeAsync(_world.First, "another");

        await _world.AssertExactAsync(mostCalls: 12);

        Task FailLaterAsync()
        {
            _world.Tampered.OnNextRead = FailLaterAsync;
            return ++reads < 4 ? Task.CompletedTask : Fail();
        }

        Task Fail()
        {
            _world.Tampered.OnNextRead = null;
            throw new StorageException("Down.", outcomeUnknown: false);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Recount_is_exact_while_others_write(int seed)
    {
        var ids = Enumerable.Range(0, 4_000).Select(i => IdOf("uuid", i)).ToList();
        await _world.WriteAsync(ids);
        var random = new Random(seed);
        var made = ids.Count;
        _world.Tampered.OnNextRead = DisturbAsync;
        await _world.ListAsync();
        await _world.Counts.RecountAsync(CountWorld.Partition, Cancellation);
        _world.Tampered.OnNextRead = null;

        await _world.AssertExactAsync(mostCalls: 3);

        async Task DisturbAsync()
        {
            for (var change = random.Next(4); change > 0; change--)
            {
                if (random.Next(2) == 0)
                {
                    ids.Add(IdOf("uuid", made++));
                    await _world.MakeAsync(_world.First, ids[^1]);
                }
                else
                {
                    var at = random.Next(ids.Count);
                    await _world.DeleteAsync(_world.First, ids[at]);
                    ids.RemoveAt(at);
                }
            }

            _world.Tampered.OnNextRead = DisturbAsync;
        }
    }

    [Fact]
    public async Task Two_recounts_at_once_count_once()
    {
        await _world.WriteAsync(Enumerable.Range(0, 1_500).Select(i => IdOf("uuid", i)));
        await Task.WhenAll(
            _world.ListAsync(),
            _world.ListAsync(),
            _world.Counts.RecountAsync(CountWorld.Partition, Cancellation),
            new Counts(_world.Counted, _world.Time).RecountAsync(CountWorld.Partition, Cancellation));
        await _world.AssertExactAsync(mostCalls: 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_whose_answer_is_lost_is_counted_if_it_was_made(bool wasMade)
    {
        await _world.MakeAsync(_world.First, "before");
        _world.Tampered.OnNextCommit = (batch, behind) => wasMade
            ? TamperedTable.LoseAnswerAsync(CountWorld.Partition, batch, behind)
            : throw new StorageException("The connection broke.", outcomeUnknown: true);

        var error = await Record.ExceptionAsync(() => _world.MakeAsync(_world.First, "lost"));
        await _world.MakeAsync(_world.First, "after");

        Assert.Equal(wasMade, error is null);
        Assert.Equal(wasMade ? 3 : 2, (await _world.ListAsync()).TotalResults);
        await _world.AssertExactAsync(mostCalls: 3);
    }

    [Fact]
    public async Task Process_that_takes_a_lane_over_goes_on_with_its_tallies()
    {
        await _world.MakeAsync(_world.First, "one");
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        await _world.MakeAsync(_world.NewProcess(), "two");

        Assert.Equal(1, await _world.RowsAsync());
        Assert.Equal(2, (await _world.ListAsync()).TotalResults);
        await _world.AssertExactAsync(mostCalls: 3);
    }

    [Fact]
    public async Task Tallies_that_were_left_behind_are_emptied_by_who_meets_many()
    {
        // The lanes of forty processes that wrote at once.
        foreach (var number in Enumerable.Range(0, 40))
        {
            await _world.MakeAsync(_world.NewProcess(), IdOf("uuid", number));
        }

        await _world.ListAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(11));
        await _world.ListAsync();

        Assert.Equal(1, await _world.RowsAsync());
        await _world.MakeAsync(_world.First, "another");
        Assert.Equal(41, (await _world.ListAsync()).TotalResults);
        await _world.AssertExactAsync(mostCalls: 3);
    }

    [Fact]
    public async Task Store_that_fails_while_tallies_are_emptied_fails_no_change()
    {
        await _world.MakeAsync(_world.First, "first");
        _world.Tampered.OnNextRead = () => throw new StorageException("Down.", outcomeUnknown: false);
        foreach (var number in Enumerable.Range(0, 1_100))
        {
            await _world.MakeAsync(_world.First, IdOf("uuid", number));
        }

        Assert.Equal(1_101, (await _world.ListAsync()).TotalResults);
        await _world.AssertExactAsync(mostCalls: 3);
    }

    [Fact]
    public async Task Creation_costs_no_more_calls_but_for_one_in_hundreds()
    {
        await _world.ListAsync();
        await _world.MakeAsync(_world.First, "first");
        _world.Counted.Reset();
        foreach (var number in Enumerable.Range(0, 1_100))
        {
            await _world.MakeAsync(_world.First, IdOf("uuid", number));
        }

        Assert.InRange(_world.Counted.Total, 1_100, 1_125);
    }

    [Fact]
    public async Task Wrong_counts_are_found_and_mended()
    {
        await _world.WriteAsync(Enumerable.Range(0, 1_500).Select(i => IdOf("uuid", i)));
        await _world.ListAsync();
        await _world.WriteAsync(["00000000-uncounted"]);

        Assert.Contains(await _world.FindingsAsync(), finding => finding.Key == "c:u");
        await _world.Counts.RecountAsync(CountWorld.Partition, Cancellation);
        await _world.AssertExactAsync(mostCalls: 3);
    }

    private static string IdOf(string kind, int number)
    {
        if (kind != "uuid")
        {
            var text = number.ToString("d8", CultureInfo.InvariantCulture);
            return kind == "long" ? new string('x', 56) + text : "00u" + text;
        }

        var bytes = new byte[16];
        new Random(number).NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
