using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.TenantGroups.Removal;

/// <summary>
/// Deletes tenant groups: marks one, so that it answers no more, and leaves a row by which any process finds that it is to be
/// removed (<see cref="RemovalSweep"/>). Both go in one batch.
/// </summary>
public sealed class TenantGroupDeleting(ITable table, TenantGroupRegistry groups, TimeProvider time)
{
    /// <summary>Marks a tenant group: <see cref="TenantGroupSaved"/>, also where it was marked before,
    /// <see cref="TenantGroupMissing"/> or <see cref="TenantGroupChanged"/>. Throws <see cref="StorageException"/> in an outage.</summary>
    /// <param name="path">The path of the tenant group.</param>
    /// <param name="ifMatch">The client's <c>If-Match</c>, or null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<TenantGroupOutcome> DeleteAsync(string path, string? ifMatch, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            if (await groups.FindAsync(path, cancellation) is not { } stored)
            {
                return new TenantGroupMissing();
            }

            if (stored.Group.Deleting is not null)
            {
                return new TenantGroupSaved(stored);
            }

            if (ifMatch is not null && !EntityTag.Names(ifMatch, stored.ETag))
            {
                return new TenantGroupChanged();
            }

            var now = time.GetUtcNow();
            var marked = stored.Group with { Deleting = TenantGroupDeletion.Begin(now) };
            var removal = new RemovalRow(marked.Id, marked.Path, now + TenantGroupDeletion.UntilFirstSweep, Swept: 0, LeasedUntil: now);
            if (await CommitAsync([TenantGroupRows.Replace(marked, stored.ETag), removal.ToInsert()], cancellation) is Committed done)
            {
                return new TenantGroupSaved(new StoredTenantGroup(marked, done.ETags[0]));
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        return new TenantGroupChanged();
    }

    // Whether a lost answer was a yes, the next attempt reads from the row.
    private async ValueTask<CommitResult?> CommitAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        try
        {
            return await table.CommitAsync(TenantGroupRegistry.Partition, changes, cancellation);
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            return null;
        }
    }
}
