using System.Collections.Concurrent;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>
/// Finds the intents of processes that ended, on the way of requests, since not every host has a timer; and the chunks of
/// attempts that came to nothing.
/// </summary>
/// <param name="table">The store.</param>
/// <param name="chunks">The lists of members.</param>
/// <param name="time">The clock.</param>
/// <param name="begin">Finishes the change of a group's members in the background.</param>
internal sealed class IntentSweep(ITable table, IntentChunks chunks, TimeProvider time, Action<string, string> begin)
{
    /// <summary>How often a process looks while it gets requests.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How old chunks without a header are before they are removed: by then their change was committed or was not.</summary>
    public static readonly TimeSpan OldEnough = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Watch> _watches = new(StringComparer.Ordinal);

    /// <summary>Looks if a look is due; completes once the first look is done.</summary>
    public Task LookAfterAsync(string partition)
    {
        var watch = _watches.GetOrAdd(partition, static (key, sweep) => sweep.Begin(key), this);
        if (watch.First.Value is { IsCompletedSuccessfully: false } first)
        {
            return FirstAsync(partition, watch, first);
        }

        var (due, now) = (Volatile.Read(ref watch.Looked), time.GetTimestamp());
        if (time.GetElapsedTime(due, now) >= Interval && Interlocked.CompareExchange(ref watch.Looked, now, due) == due)
        {
            _ = Task.Run(() => LookAgainAsync(partition));
        }

        return Task.CompletedTask;
    }

    private Watch Begin(string partition) => new(new(() => LookAsync(partition)), time.GetTimestamp());

    private async Task FirstAsync(string partition, Watch watch, Task first)
    {
        try
        {
            await first;
        }
        catch
        {
            _watches.TryRemove(new(partition, watch));
            throw;
        }
    }

    private async Task LookAgainAsync(string partition)
    {
        try
        {
            await LookAsync(partition);
        }
        catch (StorageException)
        {
            // There is another look in a minute.
        }
    }

    private async Task LookAsync(string partition)
    {
        var keys = await table.KeysAsync(partition, RowKeys.Intents, CancellationToken.None);
        foreach (var group in keys.Select(key => key[RowKeys.Intents.Length..].Split(':')).GroupBy(parts => parts[0], StringComparer.Ordinal))
        {
            if (group.Any(parts => parts.Length == 1))
            {
                begin(partition, group.Key);
            }

            foreach (var intent in group.Where(parts => parts.Length > 1).Select(parts => parts[1]).Distinct(StringComparer.Ordinal))
            {
                await RemoveIfForgottenAsync(partition, group.Key, intent);
            }
        }
    }

    private async Task RemoveIfForgottenAsync(string partition, string group, string intent)
    {
        if (await table.FindAsync(partition, RowKeys.Intent(group), CancellationToken.None) is { } header && new GroupIntent(header).Id == intent)
        {
            return;
        }

        var left = await chunks.KeysAsync(partition, group, intent);
        var oldest = (time.GetUtcNow() - OldEnough).ToUnixTimeMilliseconds();
        if (left is [var first, ..]
            && await table.FindAsync(partition, first, CancellationToken.None) is { } row && row.Columns.GetInt64(ColumnNames.Since) < oldest)
        {
            await chunks.RemoveAsync(partition, left);
        }
    }

    private sealed class Watch(Lazy<Task> first, long looked)
    {
        public readonly Lazy<Task> First = first;
        public long Looked = looked;
    }
}
