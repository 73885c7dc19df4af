using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Journaling;

/// <summary>Which places entries get.</summary>
public sealed class PlaceTests
{
    private readonly JournalWorld _world = new();

    [Fact]
    public async Task Sixty_four_commits_at_once_take_sixty_four_places_without_a_gap()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => _world.InsertAsync($"{i}"))));

        Assert.All(results, result => Assert.IsType<Committed>(result));
        var entries = await _world.EntriesAsync("000");
        Assert.Equal(Enumerable.Range(0, 64).Select(i => (long)i), entries.Select(entry => entry.Place));
        Assert.Equal(64, entries.Select(entry => entry.Tells).Distinct().Count());
    }

    [Fact]
    public async Task Void_place_is_passed_over_and_the_change_is_made_once()
    {
        await _world.VoidAsync("000", 0);
        await _world.VoidAsync("000", 1);

        Assert.IsType<Committed>(await _world.InsertAsync("a"));

        Assert.Equal([(0, "void"), (1, "void"), (2, "a")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Conflict_leaves_its_place_to_the_next_change()
    {
        await _world.InsertAsync("a");

        var conflict = Assert.IsType<Conflicted>(await _world.InsertAsync("a"));
        await _world.InsertAsync("b");

        Assert.Equal((0, ConflictReason.Exists), (conflict.Index, conflict.Reason));
        Assert.Equal([(0, "a"), (1, "b")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Place_before_a_later_change_is_never_filled_by_one_that_comes_after_it()
    {
        await _world.InsertAsync("a");
        _world.Table.OnNextCommit = async (batch, behind) =>
        {
            // While this one is on its way, another change is made; then this one fails.
            await _world.InsertAsync("b");
            throw new StorageException("The store is busy.", outcomeUnknown: false);
        };
        await Assert.ThrowsAsync<StorageException>(() => _world.InsertAsync("lost"));

        await _world.InsertAsync("c");

        Assert.Equal([(0, "a"), (2, "b"), (3, "c")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Two_processes_at_once_never_share_a_place()
    {
        var other = _world.AnotherProcess();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => _world.InsertAsync($"{i}", i % 2 == 0 ? null : other))));

        Assert.Equal(["000", "001"], await _world.LanesAsync());
        Assert.Equal(64, (await _world.EntriesAsync("000")).Count + (await _world.EntriesAsync("001")).Count);
    }

    [Fact]
    public async Task Cancelled_commit_writes_nothing_and_leaves_its_place()
    {
        await _world.InsertAsync("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.InsertUnlessAsync("b", new CancellationToken(canceled: true)));
        await _world.InsertAsync("c");

        Assert.Null(await _world.FindAsync("b"));
        Assert.Equal([(0, "a"), (1, "c")], await _world.EntriesAsync("000"));
    }
}
