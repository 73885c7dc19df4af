using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Tokens;

/// <summary>A table whose test decides what happens between its calls.</summary>
internal sealed class ScriptedTable : ITable
{
    private readonly InMemoryTable _inner = new();
    private int _finds;

    public bool Down { get; set; }

    public int Finds => _finds;

    /// <summary>Runs before the next commit of the partition "directory", once.</summary>
    public Func<Task>? BeforeNextCommit { get; set; }

    /// <summary>Runs before each commit of the partition "directory".</summary>
    public Func<Task>? BeforeEachCommit { get; set; }

    /// <summary>Runs before each find.</summary>
    public Func<Task>? BeforeFind { get; set; }

    /// <summary>Whether the answer of the next commit of the partition "directory" is lost.</summary>
    public bool LoseNextAnswer { get; set; }

    public async ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _finds);
        await (BeforeFind?.Invoke() ?? Task.CompletedTask);
        FailIfDown();
        return await _inner.FindAsync(partition, key, cancellation);
    }

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) =>
        _inner.ReadAsync(partition, range, cancellation);

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        FailIfDown();
        if (partition is not "directory")
        {
            return await _inner.CommitAsync(partition, changes, cancellation);
        }

        var (next, lose) = (BeforeNextCommit, LoseNextAnswer);
        (BeforeNextCommit, LoseNextAnswer) = (null, false);
        await (next?.Invoke() ?? Task.CompletedTask);
        await (BeforeEachCommit?.Invoke() ?? Task.CompletedTask);
        var result = await _inner.CommitAsync(partition, changes, cancellation);
        return lose ? throw new StorageException("The connection broke.", outcomeUnknown: true) : result;
    }

    public ValueTask PingAsync(CancellationToken cancellation)
    {
        FailIfDown();
        return ValueTask.CompletedTask;
    }

    private void FailIfDown()
    {
        if (Down)
        {
            throw new StorageException("The table cannot be reached.", outcomeUnknown: false);
        }
    }
}
