using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Storage;

/// <summary>A table that counts its calls, so that tests can hold use cases to their budgets.</summary>
public sealed class CountingTable(ITable table) : ITable
{
    private int _finds, _reads, _commits, _pings;

    public int Finds => Volatile.Read(ref _finds);

    public int Reads => Volatile.Read(ref _reads);

    public int Commits => Volatile.Read(ref _commits);

    public int Pings => Volatile.Read(ref _pings);

    /// <summary>All calls together.</summary>
    public int Total => Finds + Reads + Commits + Pings;

    /// <summary>Counts from zero again.</summary>
    public void Reset() => _finds = _reads = _commits = _pings = 0;

    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _finds);
        return table.FindAsync(partition, key, cancellation);
    }

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return table.ReadAsync(partition, range, cancellation);
    }

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _commits);
        return table.CommitAsync(partition, changes, cancellation);
    }

    public ValueTask PingAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _pings);
        return table.PingAsync(cancellation);
    }
}
