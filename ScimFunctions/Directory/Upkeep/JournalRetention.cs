using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Upkeep;

/// <summary>
/// Removes journal entries that are older than they are to be kept, lane by lane from the oldest. A batch moves the lane's
/// mark, if nobody else has, past the entries that it removes: so one process prunes a lane at a time, one that is killed
/// leaves nothing half-done, and a reader never takes what is gone for what is still to come.
/// </summary>
public sealed class JournalRetention(ITable table, TimeProvider time, RetentionSetting setting)
{
    private const int BatchSize = BatchRules.MaxChanges - 1;

    // After a batch that took a while, this many times as long passes before the next: requests come first.
    private const int Rest = 3;

    /// <summary>Removes what is too old, and lanes that nothing is left of.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>How many entries were removed.</returns>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<long> PruneAsync(TenantGroup group, CancellationToken cancellation)
    {
        if ((group.RetentionDays ?? setting.Days) is not (> 0 and var days))
        {
            return 0;
        }

        var removed = 0L;
        var before = time.GetUtcNow().AddDays(-days);
        foreach (var lane in await LaneRows.AllAsync(table, group.Id, cancellation))
        {
            removed += await PruneAsync(group.Id, lane, before, cancellation);
        }

        return removed;
    }

    private async Task<long> PruneAsync(string partition, LaneRows lane, DateTimeOffset before, CancellationToken cancellation)
    {
        var (mark, removed) = (lane.Mark, 0L);
        while (true)
        {
            var started = time.GetTimestamp();
            var range = lane.Entries(LaneRows.FirstOf(mark), BatchSize);
            var page = await table.ReadAsync(partition, range, cancellation);
            var old = page.Rows.TakeWhile(row => JournalEntry.AtOf(row) < before).ToList();
            if (old.Count == 0)
            {
                await RetireAsync(partition, lane, mark, isEmpty: page.Rows.Count == 0, cancellation);
                return removed;
            }

            var next = lane.PlaceOf(old[^1]) + 1;
            List<RowChange> changes = [LaneRows.SetMark(lane.Name, mark, next), .. old.Select(row => new DeleteRow(row.Key))];
            if (await table.CommitAsync(partition, changes, cancellation) is not Committed done)
            {
                return removed;
            }

            removed += old.Count;
            mark = LaneRows.MarkOf(lane.Name, next, done.ETags[0]);
            await Task.Delay(time.GetElapsedTime(started) * Rest, time, cancellation);
        }
    }

    /// <summary>Removes a lane that has no entries and that no process holds, so that cursors need not name it. Its mark stays:
    /// where it comes back, it goes on from there.</summary>
    private async Task RetireAsync(string partition, LaneRows lane, Row? mark, bool isEmpty, CancellationToken cancellation)
    {
        if (isEmpty && mark is not null && lane.LeasedUntil + Lane.Lease < time.GetUtcNow())
        {
            var next = Math.Max(lane.From, LaneRows.FirstOf(mark));
            await table.CommitAsync(partition, [new DeleteUnchangedRow(lane.Own.Key, lane.Own.ETag), LaneRows.SetMark(lane.Name, mark, next)], cancellation);
        }
    }
}
