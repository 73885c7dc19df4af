using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>
/// Gives tenant groups other paths. The row moves to the key of the new path in one batch, and the row at the old path says
/// where it went, so that URLs of the old path answer for a while; as long as they do, nobody else can take that path.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="groups">The tenant groups.</param>
/// <param name="grace">For how long the old path answers; zero for not at all.</param>
/// <param name="time">The clock.</param>
public sealed class TenantGroupRenaming(ITable table, TenantGroupRegistry groups, OldPathGrace grace, TimeProvider time)
{
    /// <summary>How many former paths a tenant group answers to at most.</summary>
    public const int MostPreviousPaths = 10;

    /// <summary>Gives a tenant group another path and name: <see cref="TenantGroupSaved"/>, <see cref="TenantGroupExists"/>,
    /// <see cref="TenantGroupMissing"/>, <see cref="TenantGroupIsDeleted"/>, <see cref="TenantGroupMovedTooOften"/> or
    /// <see cref="TenantGroupChanged"/>. Throws <see cref="StorageException"/> in an outage.</summary>
    /// <param name="path">The path that it has.</param>
    /// <param name="newPath">The path that it is to have, found valid.</param>
    /// <param name="newName">The name that it is to have; null to leave it.</param>
    /// <param name="ifMatch">The client's <c>If-Match</c>, or null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<TenantGroupOutcome> RenameAsync(
        string path, string newPath, string? newName, string? ifMatch, CancellationToken cancellation)
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

            var outcome = await MoveAsync(stored, newPath, newName ?? stored.Group.Name, cancellation);
            if (outcome is not TenantGroupChanged)
            {
                return outcome;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        return new TenantGroupChanged();
    }

    private async Task<TenantGroupOutcome> MoveAsync(StoredTenantGroup stored, string newPath, string newName, CancellationToken cancellation)
    {
        var before = stored.Group;
        var (oldKey, newKey) = (TenantGroupRows.Key(before.Path), TenantGroupRows.Key(newPath));
        if (oldKey == newKey)
        {
            return await groups.ReplaceAsync(before with { Path = newPath, Name = newName }, stored.ETag, cancellation);
        }

        var now = time.GetUtcNow();
        List<PreviousPath> previous = [.. (before.PreviousPaths ?? []).Where(path => path.Until > now && TenantGroupRows.Key(path.Path) != newKey)];
        if (grace.Length > TimeSpan.Zero)
        {
            previous.Add(new PreviousPath(before.Path, now + grace.Length));
        }

        if (previous.Count > MostPreviousPaths)
        {
            return new TenantGroupMovedTooOften();
        }

        var after = before with { Path = newPath, Name = newName, PreviousPaths = previous.Count > 0 ? previous : null };
        var target = await table.FindAsync(TenantGroupRegistry.Partition, newKey, cancellation);
        if (target is not null && (TenantGroupRows.MovedTo(target) is not { } moved || (moved.Id != before.Id && moved.Until > now)))
        {
            return new TenantGroupExists();
        }

        List<RowChange> changes = [target is null ? TenantGroupRows.Insert(after) : TenantGroupRows.Replace(after, target.ETag)];
        changes.Add(grace.Length > TimeSpan.Zero
            ? new ReplaceRow(oldKey, stored.ETag, TenantGroupRows.Moved(after, previous[^1].Until), default)
            : new DeleteUnchangedRow(oldKey, stored.ETag));
        foreach (var path in before.PreviousPaths ?? [])
        {
            if (TenantGroupRows.Key(path.Path) != newKey && await OwnRowAsync(before, path, cancellation) is { } row)
            {
                changes.Add(path.Until > now
                    ? new ReplaceRow(row.Key, row.ETag, TenantGroupRows.Moved(after, path.Until), default)
                    : new DeleteUnchangedRow(row.Key, row.ETag));
            }
        }

        return await CommitAsync(after, changes, cancellation);
    }

    private async Task<TenantGroupOutcome> CommitAsync(TenantGroup after, List<RowChange> changes, CancellationToken cancellation)
    {
        try
        {
            switch (await table.CommitAsync(TenantGroupRegistry.Partition, changes, cancellation))
            {
                case Committed done:
                    return new TenantGroupSaved(new StoredTenantGroup(after, done.ETags[0]));
                case Conflicted { Retried: false }:
                    return new TenantGroupChanged();
            }
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            if (!await groups.IsStoredAsync(after, cancellation))
            {
                throw;
            }
        }

        return await groups.IsStoredAsync(after, cancellation) && await groups.FindAsync(after.Path, cancellation) is { } saved
            ? new TenantGroupSaved(saved)
            : new TenantGroupChanged();
    }

    // Somebody else may have taken a path that has run out.
    private async Task<Row?> OwnRowAsync(TenantGroup group, PreviousPath path, CancellationToken cancellation) =>
        await table.FindAsync(TenantGroupRegistry.Partition, TenantGroupRows.Key(path.Path), cancellation) is { } row
        && TenantGroupRows.MovedTo(row)?.Id == group.Id
            ? row
            : null;
}
