using System.Collections.Concurrent;
using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>A table that remembers which ranges were read.</summary>
internal sealed class ScannedRanges(ITable table) : ITable
{
    public ConcurrentQueue<RowRange> Ranges { get; } = [];

    /// <summary>Whether all users or all groups were gone through.</summary>
    public bool HasScanned => Ranges.Any(range => range is { From: "u:" or "g:", PageSize: > 1 });

    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) => table.FindAsync(partition, key, cancellation);

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        Ranges.Enqueue(range);
        return table.ReadAsync(partition, range, cancellation);
    }

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
        table.CommitAsync(partition, changes, cancellation);

    public ValueTask PingAsync(CancellationToken cancellation) => table.PingAsync(cancellation);
}
