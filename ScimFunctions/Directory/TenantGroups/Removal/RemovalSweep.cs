using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.TenantGroups.Removal;

/// <summary>
/// Removes what is in deleted tenant groups, once nobody writes into them any more: closes the partition, so that whoever comes
/// late all the same is refused by the store (<see cref="PartitionFence"/>), and removes everything but the row that says so; then
/// everything again some minutes later, then the tenant group's own rows, which frees its path. One process at a time has a
/// removal, for <see cref="Lease"/>; whatever process comes next carries on where one was stopped.
/// Every method throws <see cref="StorageException"/> where the table cannot be reached.
/// </summary>
public sealed class RemovalSweep(ITable table, TenantGroupRegistry groups, TimeProvider time)
{
    /// <summary>For how long a process has a removal to itself.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    // A process stops well before its lease ends.
    private static readonly TimeSpan Work = TimeSpan.FromMinutes(4);

    private const int MostRemovals = 100;

    // One row of a page may be the one that stays.
    private const int PageSize = BatchRules.MaxChanges + 1;

    // Before and after all keys that there may be.
    private static readonly RowRange Everything = new("!", "~~", PageSize) { KeysOnly = true };

    /// <summary>Carries on all removals that are due.</summary>
    /// <param name="emptySecrets">Empties the secrets of the tenant group with that id.</param>
    /// <param name="cancellation">Ends the work, which a later call carries on.</param>
    /// <returns>How many tenant groups are still to be removed.</returns>
    public async Task<int> AdvanceAsync(Func<string, CancellationToken, Task> emptySecrets, CancellationToken cancellation)
    {
        var left = 0;
        var page = await table.ReadAsync(TenantGroupRegistry.Partition, RowRange.Prefix(RemovalRow.Prefix, MostRemovals), cancellation);
        foreach (var row in page.Rows)
        {
            left += await AdvanceAsync(row, emptySecrets, cancellation) ? 0 : 1;
        }

        return left;
    }

    private async Task<bool> AdvanceAsync(Row row, Func<string, CancellationToken, Task> emptySecrets, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var removal = RemovalRow.Of(row);
        if (removal.Due > now || removal.LeasedUntil > now)
        {
            return false;
        }

        removal = removal with { LeasedUntil = now + Lease };
        if (await CommitAsync(cancellation, removal.ToReplace(row.ETag)) is not Committed { ETags: [var etag] }
            || !await RemoveRowsAsync(removal.Id, now + Work, cancellation))
        {
            return false;
        }

        if (removal.Swept == 0)
        {
            now = time.GetUtcNow();
            removal = removal with { Swept = 1, Due = now + TenantGroupDeletion.UntilSecondSweep, LeasedUntil = now };
            await CommitAsync(cancellation, removal.ToReplace(etag));
            return false;
        }

        await emptySecrets(removal.Id, cancellation);
        return await CommitAsync(cancellation, [.. await OwnRowsAsync(removal, cancellation), new DeleteUnchangedRow(removal.Key, etag)]) is Committed;
    }

    private async Task<bool> RemoveRowsAsync(string partition, DateTimeOffset end, CancellationToken cancellation)
    {
        await table.CommitAsync(partition, [PartitionLayout.Closing], cancellation);
        while (time.GetUtcNow() < end)
        {
            var page = await table.ReadAsync(partition, Everything, cancellation);
            DeleteRow[] rows = [.. page.Rows.Where(row => row.Key != RowKeys.Layout).Take(BatchRules.MaxChanges).Select(row => new DeleteRow(row.Key))];
            if (rows.Length == 0)
            {
                return true;
            }

            // A conflict means that a row is gone already: what is left is read again.
            await table.CommitAsync(partition, rows, cancellation);
        }

        return false;
    }

    /// <summary>The tenant group's row and those at its former paths.</summary>
    private async Task<List<RowChange>> OwnRowsAsync(RemovalRow removal, CancellationToken cancellation)
    {
        var changes = new List<RowChange>();
        if (await groups.FindAsync(removal.Path, cancellation) is not { } stored || stored.Group.Id != removal.Id)
        {
            return changes;
        }

        changes.Add(new DeleteUnchangedRow(TenantGroupRows.Key(removal.Path), stored.ETag));
        foreach (var previous in stored.Group.PreviousPaths ?? [])
        {
            var row = await table.FindAsync(TenantGroupRegistry.Partition, TenantGroupRows.Key(previous.Path), cancellation);
            if (row is not null && TenantGroupRows.MovedTo(row)?.Id == removal.Id)
            {
                changes.Add(new DeleteUnchangedRow(row.Key, row.ETag));
            }
        }

        return changes;
    }

    private ValueTask<CommitResult> CommitAsync(CancellationToken cancellation, params IReadOnlyList<RowChange> changes) =>
        table.CommitAsync(TenantGroupRegistry.Partition, changes, cancellation);
}
