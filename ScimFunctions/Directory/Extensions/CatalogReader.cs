using ScimFunctions.Directory.Caching;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Extensions;

/// <summary>
/// Gives the resource types of a tenant group. A version of a catalog never changes, so it is read once and kept for as
/// long as there is room; a group without registrations costs nothing.
/// </summary>
public sealed class CatalogReader(ITable table, TimeProvider time)
{
    private const int Capacity = 500;

    private readonly BoundedCache<(string Group, string Version), CachedCatalog> _catalogs =
        new(Capacity, EqualityComparer<(string, string)>.Default, time);

    /// <summary>The resource types that count for the tenant group as it was read.</summary>
    /// <exception cref="StorageException">The store failed, or the tenant group was read so long ago that its version of
    /// the catalog is gone.</exception>
    public ValueTask<ResourceCatalog> ReadAsync(TenantGroup group, CancellationToken cancellation)
    {
        if (group.SchemasVersion is not { } version)
        {
            return new(ResourceCatalog.Core);
        }

        return _catalogs.Find((group.Id, version))?.Catalog is { } catalog ? new(catalog) : new(ReadOnceAsync(group.Id, version, cancellation));
    }

    /// <summary>The registrations of a tenant group, removed ones too, in the order in which they were made.</summary>
    /// <exception cref="StorageException">As <see cref="ReadAsync(TenantGroup, CancellationToken)"/>.</exception>
    public async ValueTask<IReadOnlyList<SchemaRegistration>> RegistrationsAsync(TenantGroup group, CancellationToken cancellation) =>
        group.SchemasVersion is { } version ? CatalogDocument.Read(await DocumentAsync(group.Id, version, cancellation)) : [];

    private Task<ResourceCatalog> ReadOnceAsync(string group, string version, CancellationToken cancellation)
    {
        var cached = _catalogs.Find((group, version)) ?? _catalogs.Add((group, version), new CachedCatalog(time));
        return cached.ReadAsync(limit => ReadAsync(group, version, limit), cancellation);
    }

    private async Task<ResourceCatalog> ReadAsync(string group, string version, CancellationToken cancellation) =>
        CatalogDocument.ToCatalog(CatalogDocument.Read(await DocumentAsync(group, version, cancellation)));

    private async ValueTask<ReadOnlyMemory<byte>> DocumentAsync(string group, string version, CancellationToken cancellation) =>
        (await table.FindAsync(group, RowKeys.Catalog(version), cancellation))?.Document
        ?? throw new StorageException("A catalog of schema extensions is gone.", outcomeUnknown: false);

    private sealed class CachedCatalog(TimeProvider time)
    {
        private readonly SingleFlight<ResourceCatalog> _reads = new(time);
        private volatile ResourceCatalog? _catalog;

        public ResourceCatalog? Catalog => _catalog;

        public Task<ResourceCatalog> ReadAsync(Func<CancellationToken, Task<ResourceCatalog>> read, CancellationToken cancellation) =>
            _reads.JoinAsync(async limit => _catalog = await read(limit), cancellation);
    }
}
