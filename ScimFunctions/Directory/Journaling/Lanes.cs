using System.Collections.Concurrent;
using System.Globalization;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>
/// The lanes of this process. A lane is taken at the first write in a tenant group: one whose lease ran out, else a new
/// one, so that there are only ever as many as processes wrote at once.
/// </summary>
internal sealed class Lanes(ITable table, TimeProvider time)
{
    private const int MostLanes = 1_000;
    private const int PageSize = 1_000;

    private readonly string _owner = ResourceId.New();
    private readonly ConcurrentDictionary<string, Lazy<Task<Lane>>> _open = new(StringComparer.Ordinal);

    /// <summary>This process's lane in a tenant group.</summary>
    public async ValueTask<Lane> OpenAsync(string partition, CancellationToken cancellation)
    {
        var opening = _open.GetOrAdd(
            partition, static (key, lanes) => new Lazy<Task<Lane>>(() => lanes.TakeAsync(key)), this);
        try
        {
            // Shared by all writers that wait for it, so one that gives up does not end it.
            return await opening.Value.WaitAsync(cancellation);
        }
        catch when (opening.Value.IsFaulted)
        {
            _open.TryRemove(new(partition, opening));
            throw;
        }
    }

    /// <summary>Forgets a lane that another process has taken over.</summary>
    public void Forget(string partition, Lane lane)
    {
        if (_open.TryGetValue(partition, out var opening) && opening.Value is { IsCompletedSuccessfully: true, Result: var held } && held == lane)
        {
            _open.TryRemove(new(partition, opening));
        }
    }

    private async Task<Lane> TakeAsync(string partition)
    {
        while (true)
        {
            // Null: another process took the same lane first; look again.
            if (await TryTakeAsync(partition, CancellationToken.None) is { } lane)
            {
                return lane;
            }
        }
    }

    private async Task<Lane?> TryTakeAsync(string partition, CancellationToken cancellation)
    {
        var lanes = await table.ReadAsync(partition, RowRange.Prefix(RowKeys.Lanes, MostLanes), cancellation);
        var now = time.GetUtcNow();
        var free = lanes.Rows.FirstOrDefault(row => row.Columns.GetInt64("until") < now.ToUnixTimeMilliseconds());
        var name = free?.Key[RowKeys.Lanes.Length..] ?? lanes.Rows.Count.ToString("d3", CultureInfo.InvariantCulture);
        var from = free is null ? 0 : await FirstFreeAsync(partition, name, free.Columns.GetInt64("from") ?? 0, cancellation);
        var columns = Lane.Columns(_owner, now + Lane.Lease, from);
        RowChange take = free is null
            ? new InsertRow(RowKeys.Lane(name), columns, default)
            : new ReplaceRow(free.Key, free.ETag, columns, default);
        return await table.CommitAsync(partition, [take], cancellation) is Committed done
            ? new Lane(name, _owner, done.ETags[0], from, now + Lane.Lease)
            : null;
    }

    private async Task<long> FirstFreeAsync(string partition, string lane, long from, CancellationToken cancellation)
    {
        var all = RowRange.Prefix(RowKeys.JournalOf(lane), PageSize) with { KeysOnly = true };
        var range = all with { From = RowKeys.Journal(lane, from) };
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            if (page.Rows is [.., var last])
            {
                from = long.Parse(last.Key.AsSpan(RowKeys.JournalOf(lane).Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 1;
                range = range.After(last.Key);
            }

            if (!page.More)
            {
                return from;
            }
        }
    }
}
