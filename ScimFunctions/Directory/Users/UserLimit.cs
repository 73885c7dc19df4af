using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>The setting of a tenant group that says how many users there may be. It is held against the counts, so what is being
/// made at the same moment may go past it.</summary>
internal sealed class UserLimit(Counts counts)
{
    /// <summary>Verifies that there is room for one more. Reads only where there is a limit.</summary>
    /// <exception cref="ScimException">403: there is none.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask VerifyAsync(TenantGroup group, CancellationToken cancellation)
    {
        if (group.UserLimit is { } limit && (await counts.ReadAsync(group.Id, RowKeys.Users, cancellation)).Total >= limit)
        {
            throw new ScimException(ScimError.Forbidden(
                $"This group has as many users as its setting userLimit allows ({limit}). Delete users that are no longer needed, or raise the limit."));
        }
    }
}
