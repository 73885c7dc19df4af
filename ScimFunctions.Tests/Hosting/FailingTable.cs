using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Hosting;

/// <summary>A table that fails when it is told to, but still knows tenant groups, so that requests get as far as users.</summary>
internal sealed class FailingTable(ITable table) : ITable
{
    public Exception? Failure { get; set; }

    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        FailFor(partition);
        return table.FindAsync(partition, key, cancellation);
    }

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        FailFor(partition);
        return table.ReadAsync(partition, range, cancellation);
    }

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        FailFor(partition);
        return table.CommitAsync(partition, changes, cancellation);
    }

    public ValueTask PingAsync(CancellationToken cancellation)
    {
        FailFor("");
        return table.PingAsync(cancellation);
    }

    private void FailFor(string partition)
    {
        if (Failure is not null && partition != TenantGroupRegistry.Partition)
        {
            throw Failure;
        }
    }
}
