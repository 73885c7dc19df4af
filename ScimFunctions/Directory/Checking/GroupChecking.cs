using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>Checks and repairs tenant groups by their paths.</summary>
/// <param name="groups">The tenant groups.</param>
/// <param name="catalogs">Their resource types.</param>
/// <param name="table">The store.</param>
/// <param name="time">The clock.</param>
public sealed class GroupChecking(TenantGroupRegistry groups, CatalogReader catalogs, ITable table, TimeProvider time)
{
    private readonly StoreChecker _checker = new(table, time);
    private readonly StoreRepair _repair = new(table, time);

    /// <summary>Checks a tenant group; null where none has the path.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<CheckReport?> CheckAsync(string path, CancellationToken cancellation) =>
        await groups.FindAsync(path, cancellation) is { Group: var group }
            ? await _checker.CheckAsync(group.Id, await catalogs.ReadAsync(group, cancellation), cancellation)
            : null;

    /// <summary>Repairs a tenant group; null where none has the path.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<RepairReport?> RepairAsync(string path, CancellationToken cancellation) =>
        await groups.FindAsync(path, cancellation) is { Group: var group }
            ? await _repair.RepairAsync(group.Id, await catalogs.ReadAsync(group, cancellation), cancellation)
            : null;
}
