using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Journaling;

/// <summary>Commits whose answer was lost.</summary>
public sealed class LostAnswerTests
{
    private readonly JournalWorld _world = new();

    [Fact]
    public async Task Commit_that_was_made_succeeds_without_versions()
    {
        await _world.InsertAsync("a");
        _world.Table.OnNextCommit = (batch, behind) => TamperedTable.LoseAnswerAsync(JournalWorld.Partition, batch, behind);

        Assert.Empty(Assert.IsType<Committed>(await _world.InsertAsync("b")).ETags);

        Assert.NotNull(await _world.FindAsync("b"));
        Assert.Equal([(0, "a"), (1, "b")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Commit_that_was_not_made_fails_and_can_no_longer_be_made()
    {
        await _world.InsertAsync("a");
        IReadOnlyList<RowChange> late = [];
        _world.Table.OnNextCommit = (batch, _) =>
        {
            late = batch;
            throw new StorageException("The connection broke.", outcomeUnknown: true);
        };

        var exception = await Assert.ThrowsAsync<StorageException>(() => _world.InsertAsync("b"));

        Assert.False(exception.OutcomeUnknown);
        Assert.IsType<Conflicted>(await _world.Table.CommitAsync(JournalWorld.Partition, late, TestContext.Current.CancellationToken));
        Assert.Null(await _world.FindAsync("b"));
        Assert.Equal([(0, "a"), (1, "void")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Outcome_stays_unknown_where_the_store_cannot_be_asked()
    {
        await _world.InsertAsync("a");
        _world.Table.OnNextCommit = (_, _) =>
        {
            _world.Table.OnNextCommit = (_, _) => throw new StorageException("The store is busy.", outcomeUnknown: false);
            throw new StorageException("The connection broke.", outcomeUnknown: true);
        };

        Assert.True((await Assert.ThrowsAsync<StorageException>(() => _world.InsertAsync("b"))).OutcomeUnknown);
    }

    [Fact]
    public async Task Retried_batch_that_met_its_own_rows_succeeds()
    {
        await _world.InsertAsync("a");
        _world.Table.OnNextCommit = async (batch, behind) =>
        {
            await behind.CommitAsync(JournalWorld.Partition, batch, CancellationToken.None);
            return new Conflicted(0, ConflictReason.Exists, Retried: true);
        };

        Assert.IsType<Committed>(await _world.InsertAsync("b"));

        Assert.Equal([(0, "a"), (1, "b")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Retried_batch_that_met_another_s_rows_conflicts_and_can_no_longer_be_made()
    {
        await _world.InsertAsync("a");
        IReadOnlyList<RowChange> late = [];
        _world.Table.OnNextCommit = (batch, _) =>
        {
            late = batch;
            return Task.FromResult<CommitResult>(new Conflicted(0, ConflictReason.Exists, Retried: true));
        };

        Assert.IsType<Conflicted>(await _world.InsertAsync("b"));
        await _world.InsertAsync("c");

        Assert.IsType<Conflicted>(await _world.Table.CommitAsync(JournalWorld.Partition, late, TestContext.Current.CancellationToken));
        Assert.Equal([(0, "a"), (1, "void"), (2, "c")], await _world.EntriesAsync("000"));
    }

    [Fact]
    public async Task Lane_is_kept_after_a_renewal_whose_answer_was_lost()
    {
        await _world.InsertAsync("a");
        _world.Time.Advance(TimeSpan.FromMinutes(6));
        _world.Table.OnNextCommit = (batch, behind) => TamperedTable.LoseAnswerAsync(JournalWorld.Partition, batch, behind);

        await _world.InsertAsync("b");
        await _world.InsertAsync("c");

        Assert.Equal(["000"], await _world.LanesAsync());
        Assert.Equal([(0, "a"), (1, "b"), (2, "c")], await _world.EntriesAsync("000"));
    }
}
