using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>A table that makes so many commits and then fails, as it looks to a process that is killed.</summary>
internal sealed class StoppingTable(ITable table) : ITable
{
    private int _left = int.MaxValue;

    /// <summary>Whether the last commit is made although it fails.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>Whether every commit fails, and reading goes on.</summary>
    public bool MakesNothing { get; set; }

    /// <summary>Fails after so many commits.</summary>
    public void StopAfter(int commits) => _left = commits;

    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) =>
        _left < 0 ? throw Failure() : table.FindAsync(partition, key, cancellation);

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) =>
        _left < 0 ? throw Failure() : table.ReadAsync(partition, range, cancellation);

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        if (MakesNothing)
        {
            throw Failure();
        }

        if (_left == int.MaxValue)
        {
            return await table.CommitAsync(partition, changes, cancellation);
        }

        if (--_left >= 0)
        {
            return await table.CommitAsync(partition, changes, cancellation);
        }

        if (LosesAnswer)
        {
            await table.CommitAsync(partition, changes, cancellation);
            throw new StorageException("The connection broke.", outcomeUnknown: true);
        }

        throw Failure();
    }

    public ValueTask PingAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    private static StorageException Failure() => new("The process is gone.", outcomeUnknown: false);
}
