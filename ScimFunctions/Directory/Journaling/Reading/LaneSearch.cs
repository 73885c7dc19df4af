using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>
/// Finds where in a lane a time is, by halves: entries stand in the order of their places, which is that of their times
/// but for what was on its way at once.
/// </summary>
internal sealed class LaneSearch(ITable table, string partition)
{
    /// <summary>How far an entry may be from where its time belongs.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>The first place whose entry, or one after it that is the first there is, is of the time or later.</summary>
    public async Task<long> FindAsync(LaneRows lane, DateTimeOffset time, CancellationToken cancellation)
    {
        var (low, high) = (lane.First, await lane.EndAsync(table, partition, cancellation));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var range = new RowRange(RowKeys.Journal(lane.Name, middle), RowKeys.Journal(lane.Name, high), 1);
            var page = await table.ReadAsync(partition, range, cancellation);
            if (page.Rows is [var row] && JournalEntry.AtOf(row) < time)
            {
                low = lane.PlaceOf(row) + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
