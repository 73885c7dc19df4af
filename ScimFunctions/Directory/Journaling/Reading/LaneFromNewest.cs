using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>Reads a lane from its newest entry. A place that is empty is passed over: nothing had been written there yet.</summary>
internal sealed class LaneFromNewest : LaneReader
{
    private long _unread;

    public LaneFromNewest(ITable table, string partition, LaneRows lane, long position)
        : base(table, partition, lane) =>
        _unread = Position = position;

    protected override long After(long place) => place;

    protected override async Task<IReadOnlyList<(long Place, Row Row)>> ReadAsync(CancellationToken cancellation)
    {
        while (_unread > Lane.First)
        {
            var from = Math.Max(Lane.First, _unread - PageSize);
            var rows = await ReadAsync(from, _unread, PageSize, cancellation);
            _unread = from;
            if (rows.Count > 0)
            {
                rows.Reverse();
                return rows;
            }
        }

        Position = Lane.First;
        return [];
    }
}
