using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>Changes what a tenant group's row says, but for its path: reads it, and replaces it if it is unchanged, and again
/// where it was not. Throws <see cref="StorageException"/> where the table cannot be reached.</summary>
public sealed class TenantGroupChanges(TenantGroupRegistry groups, TimeProvider time)
{
    /// <summary>Makes a change: <see cref="TenantGroupSaved"/>, <see cref="TenantGroupMissing"/>,
    /// <see cref="TenantGroupIsDeleted"/> or <see cref="TenantGroupChanged"/>.</summary>
    /// <param name="path">The path of the tenant group.</param>
    /// <param name="change">Gives it as it is to be; asked again after somebody else's change.</param>
    /// <param name="ifMatch">The client's <c>If-Match</c>, or null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<TenantGroupOutcome> ChangeAsync(
        string path, Func<TenantGroup, TenantGroup> change, string? ifMatch, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            if (await groups.FindAsync(path, cancellation) is not { } stored)
            {
                return new TenantGroupMissing();
            }

            if (stored.Group.Deleting is not null)
            {
                return new TenantGroupIsDeleted();
            }

            if (ifMatch is not null && !EntityTag.Names(ifMatch, stored.ETag))
            {
                return new TenantGroupChanged();
            }

            var changed = change(stored.Group);
            if (TenantGroupRows.Same(changed, stored.Group))
            {
                return new TenantGroupSaved(stored);
            }

            if (await groups.ReplaceAsync(changed, stored.ETag, cancellation) is TenantGroupSaved saved)
            {
                return saved;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        return new TenantGroupChanged();
    }
}
