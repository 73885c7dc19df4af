using System.Collections.Concurrent;
using System.Globalization;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>
/// The lanes of this process. A lane is taken at the first write in a tenant group: one whose lease ran out, else a new
/// one, so that there are only ever as many as processes wrote at once.
/// </summary>
internal sealed class Lanes(ITable table, TimeProvider time, int layout)
{
    private const int PageSize = 1_000;

    private readonly string _owner = ResourceId.New();
    private readonly ConcurrentDictionary<string, Lazy<Task<Lane>>> _open = new(StringComparer.Ordinal);

    /// <summary>This process's lane in a tenant group, whose lease runs.</summary>
    public async ValueTask<Lane> OpenAsync(string partition, CancellationToken cancellation)
    {
        while (true)
        {
            // Shared by all writers that wait for it, so one that gives up does not end it.
            var opening = _open.GetOrAdd(partition, static (key, lanes) => lanes.Opening(key, null), this);
            var lane = await opening.Value.WaitAsync(cancellation);
            if (!lane.HasRunOut(time.GetUtcNow()))
            {
                return lane;
            }

            Doubt(partition, lane);
        }
    }

    /// <summary>Makes sure that a lane is still this process's before it is used again, and takes another where it is not.</summary>
    public void Doubt(string partition, Lane lane)
    {
        if (_open.TryGetValue(partition, out var opening) && opening.Value is { IsCompletedSuccessfully: true, Result: var held } && held == lane)
        {
            _open.TryUpdate(partition, Opening(partition, lane), opening);
        }
    }

    private Lazy<Task<Lane>> Opening(string partition, Lane? before) => new(() => OpenAsync(partition, before));

    private async Task<Lane> OpenAsync(string partition, Lane? before)
    {
        try
        {
            return before is not null && await ExtendAsync(partition, before) ? before : await TakeAsync(partition);
        }
        catch
        {
            _open.TryRemove(partition, out _);
            throw;
        }
    }

    private async Task<bool> ExtendAsync(string partition, Lane lane)
    {
        var row = await table.FindAsync(partition, RowKeys.Lane(lane.Name), CancellationToken.None);
        var now = time.GetUtcNow();
        if (row is null || !IsOwn(row)
            || await table.CommitAsync(partition, [lane.Extension(row.ETag, now), PartitionFence.Opening], CancellationToken.None) is not Committed done)
        {
            return false;
        }

        lane.Renewed(done.ETags[0], now);
        return true;
    }

    private async Task<Lane> TakeAsync(string partition)
    {
        while (true)
        {
            // Null: another process took the same lane first; look again.
            if (await TryTakeAsync(partition) is { } lane)
            {
                return lane;
            }
        }
    }

    private async Task<Lane?> TryTakeAsync(string partition)
    {
        var found = await PartitionLayout.ReadAsync(table, partition, CancellationToken.None);
        var rows = await ReadAllAsync(partition, RowRange.Prefix(RowKeys.Lanes, PageSize));
        var now = time.GetUtcNow();

        // One of its own that it does not hold is one whose taking got no answer.
        var free = rows.Find(row => IsOwn(row) || row.Columns.GetInt64("until") < now.ToUnixTimeMilliseconds());
        var name = free?.Key[RowKeys.Lanes.Length..] ?? NewName(rows);
        var from = await FirstFreeAsync(partition, name, free?.Columns.GetInt64("from") ?? 0);
        var columns = Lane.Columns(_owner, layout, now + Lane.Lease, from);
        RowChange take = free is null
            ? new InsertRow(RowKeys.Lane(name), columns, default)
            : new ReplaceRow(free.Key, free.ETag, columns, default);

        // Where no lane was ever taken nothing has an earlier layout. Who has closed the partition meanwhile is met here.
        RowChange[] begin = layout > PartitionLayout.First ? [found.Kept(isNew: rows.Count == 0), PartitionFence.Opening] : [];
        return await table.CommitAsync(partition, [take, .. begin], CancellationToken.None) is Committed done
            ? new Lane(name, _owner, layout, done.ETags[0], from, now + Lane.Lease)
            : null;
    }

    // The lowest that no lane has: one that was retired comes back.
    private static string NewName(List<Row> lanes)
    {
        var number = 0;
        while (lanes.Exists(row => row.Key == RowKeys.Lane(Name(number))))
        {
            number++;
        }

        return Name(number);

        static string Name(int number) => number.ToString("d3", CultureInfo.InvariantCulture);
    }

    // Places whose entries are no longer kept are not given again: a reader may have come past them.
    private async Task<long> FirstFreeAsync(string partition, string lane, long from)
    {
        var mark = await table.FindAsync(partition, RowKeys.JournalMark(lane), CancellationToken.None);
        return await LaneRows.EndAsync(table, partition, lane, Math.Max(from, LaneRows.FirstOf(mark)), CancellationToken.None);
    }

    private bool IsOwn(Row row) => row.Columns.GetString("owner") == _owner;

    private async Task<List<Row>> ReadAllAsync(string partition, RowRange range)
    {
        var rows = new List<Row>();
        while (true)
        {
            var page = await table.ReadAsync(partition, range, CancellationToken.None);
            rows.AddRange(page.Rows);
            if (!page.More)
            {
                return rows;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }
}
