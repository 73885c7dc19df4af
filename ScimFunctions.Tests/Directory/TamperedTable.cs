using System.Collections.Concurrent;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Directory;

/// <summary>A table that keeps the batches it was sent, and whose test may stand in the way of calls.</summary>
internal sealed class TamperedTable(ITable? inner = null) : ITable
{
    private readonly ITable _inner = inner ?? new InMemoryTable();

    /// <summary>All batches that were sent, those that conflicted too.</summary>
    public ConcurrentQueue<IReadOnlyList<RowChange>> Batches { get; } = [];

    /// <summary>Stands in for the next commit; gets the batch and the table behind.</summary>
    public Func<IReadOnlyList<RowChange>, ITable, Task<CommitResult>>? OnNextCommit { get; set; }

    /// <summary>Runs before each commit, and may throw what the store would.</summary>
    public Action? OnCommit { get; set; }

    /// <summary>Runs before each find of a key.</summary>
    public Func<string, ITable, Task>? OnFind { get; set; }

    /// <summary>Stands in the way of the next reading of a range.</summary>
    public Func<Task>? OnNextRead { get; set; }

    /// <summary>What the next commit answers, after the batch was made: nothing.</summary>
    public static async Task<CommitResult> LoseAnswerAsync(string partition, IReadOnlyList<RowChange> batch, ITable behind)
    {
        await behind.CommitAsync(partition, batch, CancellationToken.None);
        throw new StorageException("The connection broke.", outcomeUnknown: true);
    }

    public async ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        await (OnFind?.Invoke(key, _inner) ?? Task.CompletedTask);
        return await _inner.FindAsync(partition, key, cancellation);
    }

    public async ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        var next = OnNextRead;
        OnNextRead = null;
        await (next?.Invoke() ?? Task.CompletedTask);
        return await _inner.ReadAsync(partition, range, cancellation);
    }

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        OnCommit?.Invoke();
        Batches.Enqueue([.. changes]);
        var next = OnNextCommit;
        OnNextCommit = null;
        return next is null ? await _inner.CommitAsync(partition, changes, cancellation) : await next(changes, _inner);
    }

    public ValueTask PingAsync(CancellationToken cancellation) => _inner.PingAsync(cancellation);
}
