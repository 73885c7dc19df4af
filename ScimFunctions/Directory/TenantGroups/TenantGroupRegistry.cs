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

    /// <summary>The rule for names, as a sentence.</summary>
    public const string NameRule = "The name of a group has 1 to 200 characters.";

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 200;

    // While a tenant group is renamed again, its row may have gone on from where the first row says.
    private const int MostMoves = 4;

    /// <summary>The tenant group with that path, or that had it and still answers to it, in any case; null where there is none
    /// or the path breaks <see cref="TenantGroupPath.Rule"/>.</summary>
    public ValueTask<StoredTenantGroup?> FindAsync(string path, CancellationToken cancellation) => FindAsync(path, before: null, cancellation);

    /// <summary>The same, of a path that was read before: what has not changed since is not read through again, which would
    /// take longer than finding that there is none.</summary>
    public async ValueTask<StoredTenantGroup?> FindAsync(string path, StoredTenantGroup? before, CancellationToken cancellation)
    {
        if (!TenantGroupPath.IsValid(path) || await table.FindAsync(Partition, TenantGroupRows.Key(path), cancellation) is not { } row)
        {
            return null;
        }

        if (before is { Until: null } && string.Equals(row.ETag, before.ETag, StringComparison.Ordinal))
        {
            return before;
        }

        return TenantGroupRows.MovedTo(row) is { } moved
            ? await FindMovedAsync(moved.Key, moved.Id, moved.Until, cancellation)
            : new StoredTenantGroup(TenantGroupRows.Read(row), row.ETag);
    }

    /// <summary>The first tenant groups in the order of their folded paths, at most <paramref name="limit"/> (1 to 1,000).</summary>
    /// <param name="limit">The most that are given.</param>
    /// <param name="after">The path after which they begin, whether there is such a group or not; null for the first.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<IReadOnlyList<StoredTenantGroup>> ListAsync(int limit, string? after, CancellationToken cancellation)
    {
        var groups = new List<StoredTenantGroup>();
        var range = RowRange.Prefix(TenantGroupRows.Prefix, limit);
        range = after is null ? range : range.After(TenantGroupRows.Key(after));
        for (var more = true; more && groups.Count < limit;)
        {
            var page = await table.ReadAsync(Partition, range, cancellation);
            groups.AddRange(page.Rows.Where(row => TenantGroupRows.MovedTo(row) is null).Take(limit - groups.Count)
                .Select(row => new StoredTenantGroup(TenantGroupRows.Read(row), row.ETag)));
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
        DefaultRole = TenantGroupRoles.Guest,
        Created = time.GetUtcNow(),
    };

    /// <summary>The change that stores a new tenant group, for a batch of the partition <see cref="Partition"/>.</summary>
    public static InsertRow Insertion(TenantGroup group) => TenantGroupRows.Insert(group);

    /// <summary>Makes a tenant group: <see cref="TenantGroupSaved"/>, <see cref="TenantGroupExists"/> or
    /// <see cref="TenantGroupInvalid"/>. The name is the path unless given, and has 1 to 200 characters.</summary>
    public async ValueTask<TenantGroupOutcome> CreateAsync(string path, string? name, CancellationToken cancellation) =>
        (TenantGroupPath.IsValid(path), name) switch
        {
            (false, _) => new TenantGroupInvalid(TenantGroupPath.Rule),
            (_, { Length: 0 or > LongestName }) => new TenantGroupInvalid(NameRule),
            _ => await AddAsync(New(path, name), cancellation),
        };

    /// <summary>Stores a tenant group of <see cref="New"/>: <see cref="TenantGroupSaved"/> or
    /// <see cref="TenantGroupExists"/>, also where another one had the path and still answers to it.</summary>
    public async ValueTask<TenantGroupOutcome> AddAsync(TenantGroup group, CancellationToken cancellation)
    {
        var outcome = await SaveAsync(group, TenantGroupRows.Insert(group), new TenantGroupExists(), cancellation);
        return outcome is TenantGroupExists && await FindOutdatedAsync(group.Path, cancellation) is { } row
            ? await SaveAsync(group, TenantGroupRows.Replace(group, row.ETag), outcome, cancellation)
            : outcome;
    }

    /// <summary>Replaces a tenant group, whose path (but for its case) and id stay, if its row still has the version that was
    /// read: <see cref="TenantGroupSaved"/> or <see cref="TenantGroupChanged"/>.</summary>
    public ValueTask<TenantGroupOutcome> ReplaceAsync(TenantGroup group, string etag, CancellationToken cancellation) =>
        SaveAsync(group, TenantGroupRows.Replace(group, etag), new TenantGroupChanged(), cancellation);

    /// <summary>Whether exactly this is stored, for those who have lost the answer to a commit.</summary>
    public async ValueTask<bool> IsStoredAsync(TenantGroup group, CancellationToken cancellation) =>
        await FindAsync(group.Path, cancellation) is { } found && TenantGroupRows.Same(found.Group, group);

    /// <summary>The row of a former path that answers no more, and may be taken; null where there is no such row.</summary>
    internal async ValueTask<Row?> FindOutdatedAsync(string path, CancellationToken cancellation) =>
        await table.FindAsync(Partition, TenantGroupRows.Key(path), cancellation) is { } row
        && TenantGroupRows.MovedTo(row) is { } moved && moved.Until <= time.GetUtcNow()
            ? row
            : null;

    private async ValueTask<StoredTenantGroup?> FindMovedAsync(string key, string id, DateTimeOffset until, CancellationToken cancellation)
    {
        for (var move = 0; move < MostMoves && until > time.GetUtcNow(); move++)
        {
            if (await table.FindAsync(Partition, key, cancellation) is not { } row)
            {
                return null;
            }

            if (TenantGroupRows.MovedTo(row) is not { } moved)
            {
                var group = TenantGroupRows.Read(row);
                return group.Id == id ? new StoredTenantGroup(group, row.ETag) { Until = until } : null;
            }

            key = moved.Key;
        }

        return null;
    }

    private async ValueTask<TenantGroupOutcome> SaveAsync(
        TenantGroup group, RowChange change, TenantGroupOutcome lost, CancellationToken cancellation)
    {
        // As it is read again: what follows from the other properties is stored too.
        group = group with { MayShareGroupNames = group.MayShareGroupNames };
        try
        {
            return await table.CommitAsync(Partition, [change], cancellation) switch
            {
                Committed done => new TenantGroupSaved(new(group, done.ETags[0])),
                Conflicted { Retried: true } when await FindSameAsync(group, cancellation) is { } found => new TenantGroupSaved(found),
                _ => lost,
            };
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            // The answer was lost: the row itself tells whether the change was made.
            if (await FindSameAsync(group, cancellation) is { } found)
            {
                return new TenantGroupSaved(found);
            }

            throw;
        }
    }

    private async ValueTask<StoredTenantGroup?> FindSameAsync(TenantGroup group, CancellationToken cancellation) =>
        await FindAsync(group.Path, cancellation) is { } found && TenantGroupRows.Same(found.Group, group) ? found : null;
}
