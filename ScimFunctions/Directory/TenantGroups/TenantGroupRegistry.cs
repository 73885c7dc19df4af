using System.Text.Json;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>
/// All tenant groups, found by path. Their rows share the partition <see cref="Partition"/>, with the folded path as key.
/// Every method throws <see cref="StorageException"/> where the table cannot be reached.
/// </summary>
public sealed class TenantGroupRegistry(ITable table, TimeProvider time)
{
    /// <summary>The partition of what belongs to no tenant group.</summary>
    public const string Partition = "directory";

    /// <summary>The role that members get in a tenant group which names no other.</summary>
    public const string DefaultRole = "guest";

    private const string KeyPrefix = "p:";
    private const int LongestName = 200;

    /// <summary>The tenant group with that path, in any case; null where there is none or the path breaks
    /// <see cref="TenantGroupPath.Rule"/>.</summary>
    public async ValueTask<StoredTenantGroup?> FindAsync(string path, CancellationToken cancellation)
    {
        if (!TenantGroupPath.IsValid(path))
        {
            return null;
        }

        var row = await table.FindAsync(Partition, Key(path), cancellation);
        return row is null ? null : new(Read(row), row.ETag);
    }

    /// <summary>The first tenant groups in the order of their folded paths, at most <paramref name="limit"/> (1 to 1,000).</summary>
    public async ValueTask<IReadOnlyList<TenantGroup>> ListAsync(int limit, CancellationToken cancellation)
    {
        var groups = new List<TenantGroup>();
        var range = RowRange.Prefix(KeyPrefix, limit);
        for (var more = true; more && groups.Count < limit;)
        {
            var page = await table.ReadAsync(Partition, range, cancellation);
            groups.AddRange(page.Rows.Take(limit - groups.Count).Select(Read));
            more = page.More && page.Rows.Count > 0;
            range = more ? range.After(page.Rows[^1].Key) : range;
        }

        return groups;
    }

    /// <summary>A tenant group that is not stored yet, with an id of its own; the path has been found valid.</summary>
    public TenantGroup New(string path, string? name = null) => new()
    {
        Id = TenantGroupId.New(),
        Path = path,
        Name = name ?? path,
        DefaultRole = DefaultRole,
        Created = time.GetUtcNow(),
    };

    /// <summary>The change that stores a new tenant group, for a batch of the partition <see cref="Partition"/>.</summary>
    public static InsertRow Insertion(TenantGroup group) => new(Key(group.Path), Columns.None, Write(group));

    /// <summary>Makes a tenant group: <see cref="TenantGroupSaved"/>, <see cref="TenantGroupExists"/> or
    /// <see cref="TenantGroupInvalid"/>. The name is the path unless given, and has 1 to 200 characters.</summary>
    public async ValueTask<TenantGroupOutcome> CreateAsync(string path, string? name, CancellationToken cancellation)
    {
        if (!TenantGroupPath.IsValid(path))
        {
            return new TenantGroupInvalid(TenantGroupPath.Rule);
        }

        if (name is { Length: 0 or > LongestName })
        {
            return new TenantGroupInvalid($"The name of a group has 1 to {LongestName} characters.");
        }

        return await SaveAsync(New(path, name), Insertion, new TenantGroupExists(), cancellation);
    }

    /// <summary>Replaces a tenant group, whose path and id stay, if its row still has the version that was read:
    /// <see cref="TenantGroupSaved"/> or <see cref="TenantGroupChanged"/>.</summary>
    public ValueTask<TenantGroupOutcome> ReplaceAsync(TenantGroup group, string etag, CancellationToken cancellation) =>
        SaveAsync(group, g => new ReplaceRow(Key(g.Path), etag, Columns.None, Write(g)), new TenantGroupChanged(), cancellation);

    private async ValueTask<TenantGroupOutcome> SaveAsync(
        TenantGroup group, Func<TenantGroup, RowChange> change, TenantGroupOutcome lost, CancellationToken cancellation)
    {
        try
        {
            return await table.CommitAsync(Partition, [change(group)], cancellation) switch
            {
                Committed done => new TenantGroupSaved(new(group, done.ETags[0])),
                Conflicted { Retried: true } when await FindAsync(group.Path, cancellation) is { } found && found.Group == group =>
                    new TenantGroupSaved(found),
                _ => lost,
            };
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            // The answer was lost: the row itself tells whether the change was made.
            if (await FindAsync(group.Path, cancellation) is { } found && found.Group == group)
            {
                return new TenantGroupSaved(found);
            }

            throw;
        }
    }

    private static string Key(string path) => KeyPrefix + TenantGroupPath.Fold(path);

    private static byte[] Write(TenantGroup group) =>
        JsonSerializer.SerializeToUtf8Bytes(group, TenantGroupJson.Default.TenantGroup);

    private static TenantGroup Read(Row row) =>
        JsonSerializer.Deserialize(row.Document.Span, TenantGroupJson.Default.TenantGroup)
        ?? throw new StorageException("A tenant group's row has no document.", outcomeUnknown: false);
}
