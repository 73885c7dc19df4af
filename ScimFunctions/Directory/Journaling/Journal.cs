using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>Commits changes together with their journal entries, and finds out how a commit ended whose answer was lost.</summary>
public sealed class Journal(ITable table, TimeProvider time)
{
    private const int MostPlaces = 100;

    private readonly Lanes _lanes = new(table, time);

    /// <summary>Commits the changes and the entry, all or none.</summary>
    /// <returns>
    /// The store's answer about <paramref name="changes"/>. Where the answer was lost and the entry is there all the
    /// same, <see cref="Committed"/> without versions.
    /// </returns>
    /// <exception cref="StorageException">The store failed, and nothing was changed or is going to be.</exception>
    public async Task<CommitResult> CommitAsync(
        string partition, IReadOnlyList<RowChange> changes, JournalEntry entry, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostPlaces; attempt++)
        {
            var lane = await _lanes.OpenAsync(partition, cancellation);
            var place = lane.Take();
            var key = RowKeys.Journal(lane.Name, place);
            var renewal = lane.Renewal(time.GetUtcNow());
            CommitResult result;
            try
            {
                result = await table.CommitAsync(partition, Batch(changes, entry, key, renewal), cancellation);
            }
            catch (StorageException exception) when (exception.OutcomeUnknown)
            {
                NotRenewed(lane, renewal);
                if (await WasCommittedAsync(partition, key, entry.ChangeId))
                {
                    return new Committed([]);
                }

                throw new StorageException(exception.Message, outcomeUnknown: false, exception);
            }
            catch
            {
                NotRenewed(lane, renewal);
                lane.GiveBack(place);
                throw;
            }

            if (result is Committed committed)
            {
                if (renewal is not null)
                {
                    lane.Renewed(committed.ETags[changes.Count + 1], time.GetUtcNow());
                }

                return committed;
            }

            NotRenewed(lane, renewal);
            var conflict = (Conflicted)result;
            if (conflict.Retried && await table.FindAsync(partition, key, cancellation) is { } row && JournalEntry.IsOf(row, entry.ChangeId))
            {
                return new Committed([]);
            }

            if (conflict.Index < changes.Count)
            {
                lane.GiveBack(place);
                return conflict;
            }

            if (conflict.Index > changes.Count)
            {
                _lanes.Forget(partition, lane);
            }
        }

        throw new StorageException("No free place was found in the journal.", outcomeUnknown: false);
    }

    private static List<RowChange> Batch(IReadOnlyList<RowChange> changes, JournalEntry entry, string key, RowChange? renewal)
    {
        var batch = new List<RowChange>(changes.Count + 2);
        batch.AddRange(changes);
        batch.Add(entry.ToInsert(key));
        if (renewal is not null)
        {
            batch.Add(renewal);
        }

        return batch;
    }

    /// <summary>
    /// Settles a commit whose answer was lost: takes its place in the journal, so that it can no longer happen, unless
    /// it did. The request's own cancellation no longer counts.
    /// </summary>
    private async Task<bool> WasCommittedAsync(string partition, string key, string changeId) =>
        await table.CommitAsync(partition, [JournalEntry.Void(key)], CancellationToken.None) is Conflicted
        && await table.FindAsync(partition, key, CancellationToken.None) is { } row
        && JournalEntry.IsOf(row, changeId);

    private static void NotRenewed(Lane lane, RowChange? renewal)
    {
        if (renewal is not null)
        {
            lane.NotRenewed();
        }
    }
}
