using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>
/// Keeps whoever comes late out of a tenant group that was removed (docs/adr/0017-removing-groups.md). A batch that changes a row
/// finds it gone. One that only makes rows touches <see cref="RowKeys.Open"/>, which goes with the others; and that row, like a
/// lane, comes back only together with the row of the layout as it was read, which says from the removal on that the
/// partition is closed, and stays.
/// </summary>
internal static class PartitionFence
{
    /// <summary>The change that conflicts where the partition is closed.</summary>
    public static TouchRow Touch { get; } = new(RowKeys.Open, Columns.None);

    /// <summary>The change that opens a partition, to go in a batch with <see cref="PartitionLayout.Kept"/>.</summary>
    public static UpsertRow Opening { get; } = new(RowKeys.Open, Columns.None, default);

    /// <summary>Whether a batch only makes rows, so that nothing of it would conflict in a partition of which nothing is left.</summary>
    public static bool IsNeeded(IReadOnlyList<RowChange> changes)
    {
        for (var index = 0; index < changes.Count; index++)
        {
            if (changes[index] is not (InsertRow or UpsertRow))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes a row that belongs to no change of a resource.</summary>
    /// <returns>False where the tenant group was removed.</returns>
    /// <exception cref="StorageException">The store failed.</exception>
    public static async ValueTask<bool> PutAsync(ITable table, string partition, RowChange row, CancellationToken cancellation)
    {
        while (await table.CommitAsync(partition, [row, Touch], cancellation) is Conflicted { Index: 1 })
        {
            var layout = await table.FindAsync(partition, RowKeys.Layout, cancellation);
            if (PartitionLayout.IsClosed(layout))
            {
                return false;
            }

            var lanes = await table.ReadAsync(partition, RowRange.Prefix(RowKeys.Lanes, 1), cancellation);
            await table.CommitAsync(partition, [PartitionLayout.Of(layout).Kept(isNew: lanes.Rows.Count == 0), Opening], cancellation);
        }

        return true;
    }
}
