using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Counting.Tallies;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>Commits changes together with their journal entries, and finds out how a commit ended whose answer was lost.</summary>
/// <param name="table">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="counts">What counts resources; a count of its own where null.</param>
/// <param name="layout">The layout that this process writes; an earlier one where tests stand in for an earlier version.</param>
public sealed class Journal(ITable table, TimeProvider time, Counts? counts = null, int layout = PartitionLayout.Current)
{
    /// <summary>The most changes that one commit takes: the entry, and at times the lane, go with them.</summary>
    public const int MostChanges = BatchRules.MaxChanges - 2;

    /// <summary>The most changes of one that makes or deletes a resource, whose count goes with them too.</summary>
    public const int MostChangesCounted = MostChanges - 1;

    private const int MostPlaces = 100;

    private readonly Lanes _lanes = new(table, time, layout);
    private readonly Counts _counts = counts ?? new Counts(table, time);

    /// <summary>Commits the changes and the entry, all or none.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellation">Heeded until the batch is on its way.</param>
    /// <param name="namesEntry">Gives one more change, which names the entry by its key and cannot conflict; the key is null
    /// where the layout has no such names.</param>
    /// <returns>
    /// The store's answer about <paramref name="changes"/>. Where the answer was lost and the entry is there all the
    /// same, <see cref="Committed"/> without versions.
    /// </returns>
    /// <exception cref="StorageException">The store failed, and nothing was changed or is going to be, unless it says
    /// that the outcome is unknown: then the store could not be asked either.</exception>
    public async Task<CommitResult> CommitAsync(
        string partition,
        IReadOnlyList<RowChange> changes,
        JournalEntry entry,
        CancellationToken cancellation,
        Func<string?, UpsertRow>? namesEntry = null)
    {
        for (var attempt = 0; attempt < MostPlaces; attempt++)
        {
            var lane = await _lanes.OpenAsync(partition, cancellation);
            var count = await CountAsync(partition, lane.Name, entry, cancellation);
            var place = lane.Take();
            var key = RowKeys.Journal(lane.Name, place);
            var renewal = lane.Renewal(time.GetUtcNow());
            var guard = renewal ?? FenceOf(changes, count);
            CommitResult result;
            try
            {
                var naming = namesEntry?.Invoke(layout == PartitionLayout.First ? null : key);
                result = await table.CommitAsync(partition, Batch(changes, count, guard, entry.ToInsert(key), naming), cancellation);
            }
            catch (StorageException exception) when (exception.OutcomeUnknown)
            {
                NotRenewed(lane, renewal);
                count?.Doubt();
                return await WasCommittedAsync(partition, key, entry.ChangeId)
                    ? new Committed([])
                    : throw new StorageException(exception.Message, outcomeUnknown: false, exception);
            }
            catch
            {
                NotRenewed(lane, renewal);
                count?.NotMade();
                lane.GiveBack(place);
                throw;
            }

            var renewalAt = changes.Count + (count is null ? 0 : 1);
            if (result is not Conflicted conflict)
            {
                var versions = ((Committed)result).ETags;
                if (renewal is not null)
                {
                    lane.Renewed(versions[renewalAt], time.GetUtcNow());
                }

                if (count is not null)
                {
                    await _counts.MadeAsync(partition, TypeOf(entry), count, versions[changes.Count]);
                }

                return result;
            }

            NotRenewed(lane, renewal);
            if (conflict.Retried || (conflict.Index == changes.Count && count is not null))
            {
                count?.Doubt();
            }
            else
            {
                count?.NotMade();
            }

            if (conflict.Retried && await WasCommittedAsync(partition, key, entry.ChangeId))
            {
                return new Committed([]);
            }

            var entryAt = renewalAt + (guard is null ? 0 : 1);
            if (conflict.Index < entryAt && !conflict.Retried)
            {
                lane.GiveBack(place);
            }

            if (conflict.Index < changes.Count)
            {
                return conflict;
            }

            if (conflict.Index >= renewalAt && conflict.Index < entryAt)
            {
                _lanes.Doubt(partition, lane);
            }
        }

        throw new StorageException("No free place was found in the journal.", outcomeUnknown: false);
    }

    // Only what makes or deletes a resource changes its count.
    private async ValueTask<CountChange?> CountAsync(string partition, string lane, JournalEntry entry, CancellationToken cancellation) =>
        entry.Kind is ChangeKind.Created or ChangeKind.Restored or ChangeKind.Deleted
            ? await _counts.TakeAsync(partition, lane, TypeOf(entry), new CountDelta(entry.ResourceId, entry.Kind is not ChangeKind.Deleted), cancellation)
            : null;

    private static string TypeOf(JournalEntry entry) => entry.ResourceType == "User" ? RowKeys.Users : RowKeys.Groups;

    // A renewed lane, like any other row that is changed, is not there in a tenant group that was removed.
    private TouchRow? FenceOf(IReadOnlyList<RowChange> changes, CountChange? count) =>
        layout > PartitionLayout.First && count?.Change is not ReplaceRow && PartitionFence.IsNeeded(changes) ? PartitionFence.Touch : null;

    // The lane, or the fence, comes before the entry: that another process has it, or that the tenant group was removed, is to be
    // heard of before one place after the other turns out to be taken.
    private static List<RowChange> Batch(
        IReadOnlyList<RowChange> changes, CountChange? count, RowChange? guard, RowChange insert, RowChange? namesEntry)
    {
        var batch = new List<RowChange>(changes.Count + 4);
        batch.AddRange(changes);
        if (count is not null)
        {
            batch.Add(count.Change);
        }

        if (guard is not null)
        {
            batch.Add(guard);
        }

        batch.Add(insert);
        if (namesEntry is not null)
        {
            batch.Add(namesEntry);
        }

        return batch;
    }

    /// <summary>
    /// Settles a commit whose answer was lost: takes its place in the journal, so that it can no longer happen, unless
    /// it did; in a tenant group that was removed it cannot happen any more either. The request's own cancellation no longer counts.
    /// </summary>
    private async Task<bool> WasCommittedAsync(string partition, string key, string changeId)
    {
        try
        {
            RowChange[] settling = [JournalEntry.Void(key, time.GetUtcNow()), .. layout > PartitionLayout.First ? (RowChange[])[PartitionFence.Touch] : []];
            return await table.CommitAsync(partition, settling, CancellationToken.None) is Conflicted
                && await table.FindAsync(partition, key, CancellationToken.None) is { } row
                && JournalEntry.IsOf(row, changeId);
        }
        catch (StorageException exception) when (!exception.OutcomeUnknown)
        {
            throw new StorageException(exception.Message, outcomeUnknown: true, exception);
        }
    }

    private static void NotRenewed(Lane lane, RowChange? renewal)
    {
        if (renewal is not null)
        {
            lane.NotRenewed();
        }
    }
}
