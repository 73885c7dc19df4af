using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>
/// Reads a lane from its oldest entry. A place that is empty while later ones are not may still be written to: after
/// <see cref="Settled"/> it is made void, so that it never will be, and until then the lane ends before it.
/// </summary>
internal sealed class LaneFromOldest : LaneReader
{
    /// <summary>How long an empty place is waited for.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset _now;
    private Row? _mark;

    public LaneFromOldest(ITable table, string partition, LaneRows lane, long position, DateTimeOffset now)
        : base(table, partition, lane)
    {
        HasLost = position < lane.First;
        Position = Math.Max(position, lane.First);
        (_now, _mark) = (now, lane.Mark);
    }

    protected override long After(long place) => place + 1;

    protected override async Task<IReadOnlyList<(long Place, Row Row)>> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var rows = await ReadAsync(Position, LaneRows.EndOfPlaces, PageSize, cancellation);
            var whole = rows.Where((row, index) => row.Place == Position + index).Count();
            if (whole > 0 || rows.Count == 0)
            {
                return rows[..whole];
            }

            if (_now - JournalEntry.AtOf(rows[0].Row) < Settled)
            {
                return [];
            }

            await SettleAsync(rows[0].Place, cancellation);
        }
    }

    /// <summary>Makes the places before an entry void that are not written by now, or finds that they are gone.</summary>
    private async Task SettleAsync(long end, CancellationToken cancellation)
    {
        var places = Math.Min(end - Position, BatchRules.MaxChanges - 1);
        List<RowChange> changes = [.. Enumerable.Range(0, (int)places).Select(ahead => JournalEntry.Void(RowKeys.Journal(Lane.Name, Position + ahead), _now))];
        if (_mark is not null)
        {
            // Where entries were pruned meanwhile, their places are not to come back as void ones.
            changes.Add(LaneRows.SetMark(Lane.Name, _mark, LaneRows.FirstOf(_mark)));
        }

        await Table.CommitAsync(Partition, changes, cancellation);
        _mark = await Table.FindAsync(Partition, RowKeys.JournalMark(Lane.Name), cancellation);
        var first = LaneRows.FirstOf(_mark);
        HasLost |= Position < first;
        Position = Math.Max(Position, first);
    }
}
