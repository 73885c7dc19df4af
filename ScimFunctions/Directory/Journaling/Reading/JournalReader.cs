using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>
/// Reads the journal of a tenant group: the entries of all its lanes, in each lane's own order and merged by their times.
/// From the oldest it is a feed: whoever goes on from the cursor gets each entry once and misses none that is kept.
/// </summary>
public sealed class JournalReader(ITable table, TimeProvider time)
{
    /// <summary>One page.</summary>
    /// <param name="partition">The tenant group's id.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ArgumentException">The cursor is of the other order, or the count is out of bounds.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<JournalPage> ReadAsync(string partition, JournalQuery query, CancellationToken cancellation)
    {
        Verify(query);
        var lanes = await OpenAsync(partition, query, cancellation);
        await Task.WhenAll(lanes.Select(lane => lane.BeginAsync(cancellation)));
        var entries = new List<JournalRecord>(Math.Min(query.Count, 100));
        var ended = new HashSet<LaneReader>();
        for (var scanned = 0; entries.Count < query.Count && scanned < query.MostScanned && NextOf(lanes, query, ended) is { } lane; scanned++)
        {
            var record = lane.Next!;
            if (query.Matches(record.Entry))
            {
                entries.Add(record);
            }

            await lane.TakeAsync(cancellation);
        }

        var reached = new JournalCursor(query.Order, lanes.Select(lane => KeyValuePair.Create(lane.Lane.Name, lane.Position)));
        return new JournalPage(entries, reached, NextOf(lanes, query, ended) is not null, lanes.Exists(lane => lane.HasLost));
    }

    private static void Verify(JournalQuery query)
    {
        if (query.Count is < 1 or > JournalQuery.MostEntries)
        {
            throw new ArgumentException($"A page has 1 to {JournalQuery.MostEntries} entries, not {query.Count}.", nameof(query));
        }

        if (query.Cursor is { } cursor && cursor.Order != query.Order)
        {
            throw new ArgumentException("The cursor reads in the other direction.", nameof(query));
        }
    }

    private async Task<List<LaneReader>> OpenAsync(string partition, JournalQuery query, CancellationToken cancellation)
    {
        var rows = await LaneRows.AllAsync(table, partition, cancellation);
        if (query is { Order: JournalOrder.NewestFirst, Cursor: { } from })
        {
            // A lane that came since holds what is newer than where the reading began.
            rows.RemoveAll(lane => !from.Places.ContainsKey(lane.Name));
        }

        return [.. await Task.WhenAll(rows.Select(lane => OpenAsync(partition, lane, query, cancellation)))];
    }

    private async Task<LaneReader> OpenAsync(string partition, LaneRows lane, JournalQuery query, CancellationToken cancellation)
    {
        var search = new LaneSearch(table, partition);
        if (query.Order == JournalOrder.OldestFirst)
        {
            // One that the cursor does not name came since, or came back: all that is kept of it is new.
            var from = query.Cursor is { } cursor ? cursor.Places.GetValueOrDefault(lane.Name, lane.First)
                : query.Since is { } since ? await search.FindAsync(lane, since - LaneSearch.Slack, cancellation)
                : lane.First;
            return new LaneFromOldest(table, partition, lane, from, time.GetUtcNow());
        }

        var end = query.Cursor is { } at ? at.Places[lane.Name]
            : query.Until is { } until ? await search.FindAsync(lane, until + LaneSearch.Slack, cancellation)
            : await lane.EndAsync(table, partition, cancellation);
        return new LaneFromNewest(table, partition, lane, end);
    }

    private static LaneReader? NextOf(List<LaneReader> lanes, JournalQuery query, HashSet<LaneReader> ended)
    {
        LaneReader? next = null;
        foreach (var lane in lanes)
        {
            if (lane.Next is { } record && !ended.Contains(lane))
            {
                if (IsPast(record.Entry, query))
                {
                    ended.Add(lane);
                }
                else if (next is null || Precedes(record, next.Next!, query.Order))
                {
                    next = lane;
                }
            }
        }

        return next;
    }

    /// <summary>Whether nothing follows in the entry's lane that is of the times that are asked for.</summary>
    private static bool IsPast(JournalEntry entry, JournalQuery query) => query.Order == JournalOrder.OldestFirst
        ? entry.At - LaneSearch.Slack >= query.Until
        : entry.At + LaneSearch.Slack < query.Since;

    private static bool Precedes(JournalRecord one, JournalRecord other, JournalOrder order) =>
        order == JournalOrder.OldestFirst ? one.Entry.At < other.Entry.At : one.Entry.At > other.Entry.At;
}
