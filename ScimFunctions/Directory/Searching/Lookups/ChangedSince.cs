using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Searching.Reading;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Lookups;

/// <summary>Finds in the journal which resources changed since a time, so that who asks for them again and again does not
/// make everything be gone through.</summary>
internal sealed class ChangedSince(RowReader rows)
{
    /// <summary>More entries than these are dearer to read than most tenant groups are to go through.</summary>
    private const long MostEntries = 10_000;

    /// <summary>The ids of what changed at that time or later, perhaps with some that changed little before; null where the
    /// journal no longer goes back so far, or has too many entries since.</summary>
    public async Task<IReadOnlySet<string>?> FindAsync(DateTimeOffset since, string typeName)
    {
        since -= LaneSearch.Slack;
        if (await LanesAsync(since) is not { } lanes)
        {
            return null;
        }

        var search = new LaneSearch(rows.Table, rows.Partition);
        var ranges = new List<RowRange>(lanes.Count);
        var entries = 0L;
        foreach (var lane in lanes)
        {
            var place = await search.FindAsync(lane, since, rows.Cancellation);
            entries += await lane.EndAsync(rows.Table, rows.Partition, rows.Cancellation) - place;
            if (entries > MostEntries)
            {
                return null;
            }

            ranges.Add(new RowRange(RowKeys.Journal(lane.Name, place), RowKeys.Journal(lane.Name, LaneRows.EndOfPlaces), RowReader.RowsPerRead));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var range in ranges)
        {
            await foreach (var row in rows.AllAsync(range, bounded: false))
            {
                if (JournalEntry.ResourceOf(row) is { } resource && resource.Type == typeName)
                {
                    ids.Add(resource.Id);
                }
            }
        }

        return ids;
    }

    /// <summary>The lanes; null where an entry of that time or later may be gone.</summary>
    private async Task<List<LaneRows>?> LanesAsync(DateTimeOffset since)
    {
        var marks = await rows.Table.KeysAsync(rows.Partition, RowKeys.JournalMarks, rows.Cancellation);
        var lanes = await LaneRows.AllAsync(rows.Table, rows.Partition, rows.Cancellation);

        // The entries of a lane that was retired are gone, and with them what they tell of.
        if (marks.Exists(mark => !lanes.Exists(lane => RowKeys.JournalMark(lane.Name) == mark)))
        {
            return null;
        }

        foreach (var lane in lanes.Where(lane => lane.First > 0))
        {
            var range = new RowRange(RowKeys.Journal(lane.Name, lane.First), RowKeys.Journal(lane.Name, LaneRows.EndOfPlaces), 1);
            if ((await rows.ReadAsync(range)).Rows is not [var first] || JournalEntry.AtOf(first) >= since)
            {
                return null;
            }
        }

        return lanes;
    }
}
