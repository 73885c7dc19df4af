using ScimFunctions.Directory.Counting;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Reading;

/// <summary>
/// Reads all documents of a type, in order: the next few runs of ids, each about a page, are read while one is looked at. So
/// a store that is far away, or busy on another core, need not be waited for, and no more is held than those runs.
/// </summary>
internal sealed class ParallelScan(RowReader rows, CountSnapshot counts, string prefix)
{
    private const int AtOnce = 3;

    public async IAsyncEnumerable<Row> ReadAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(rows.Cancellation);
        var ahead = new Queue<Task<List<Row>>>();
        try
        {
            foreach (var range in Ranges())
            {
                // On another thread, for a store may read on its caller's.
                ahead.Enqueue(Task.Run(() => ReadAsync(range, stop.Token), stop.Token));
                if (ahead.Count > AtOnce)
                {
                    foreach (var row in await ahead.Dequeue())
                    {
                        yield return row;
                    }
                }
            }

            while (ahead.TryDequeue(out var next))
            {
                foreach (var row in await next)
                {
                    yield return row;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<Row>> ReadAsync(RowRange range, CancellationToken cancellation)
    {
        var found = new List<Row>();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await rows.ReadAsync(range);
            found.AddRange(page.Rows);
            if (!page.More)
            {
                return found;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }

    // As many buckets in each as one read gives.
    private IEnumerable<RowRange> Ranges()
    {
        var all = RowRange.Prefix(prefix, RowReader.RowsPerRead);
        var (start, held) = ("", 0L);
        for (var index = 0; index < counts.Buckets!.Count; index++)
        {
            if (held > 0 && held + counts.Counts[index] > RowReader.RowsPerRead)
            {
                yield return all with { From = prefix + start, To = prefix + counts.Buckets[index].Start };
                (start, held) = (counts.Buckets[index].Start, 0);
            }

            held += counts.Counts[index];
        }

        yield return all with { From = prefix + start };
    }
}
