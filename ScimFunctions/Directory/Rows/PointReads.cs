using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Rows;

/// <summary>Many reads of single rows, some of them at a time.</summary>
internal static class PointReads
{
    private const int AtOnce = 16, PageSize = 1_000;

    // So few keys are read one by one at once, which goes faster than ranges.
    private const int Few = 128;

    // A page of keys takes about as long as so many reads of single rows.
    private const int Dense = 60;

    /// <summary>What <paramref name="read"/> makes of the row of each key, or of null where there is none, in the order of
    /// the keys. Rows are not kept, for they may be many and large.</summary>
    public static async Task<T[]> SelectAsync<T>(
        this ITable table, string partition, IReadOnlyList<string> keys, Func<Row?, T> read, CancellationToken cancellation)
    {
        var found = new T[keys.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        if (keys.Count == 1)
        {
            found[0] = read(await table.FindAsync(partition, keys[0], cancellation));
            return found;
        }

        await Parallel.ForAsync(0, keys.Count, options, async (index, stop) =>
            found[index] = read(await table.FindAsync(partition, keys[index], stop)));
        return found;
    }

    /// <summary>Which of the keys have rows: where they lie close together, page by page, else one by one.</summary>
    public static async Task<bool[]> ExistAsync(this ITable table, string partition, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var (sorted, places) = (keys.ToArray(), Enumerable.Range(0, keys.Count).ToArray());
        if (keys.Count > Few)
        {
            Array.Sort(sorted, places, StringComparer.Ordinal);
        }

        var found = new bool[keys.Count];
        var next = 0;
        while (sorted.Length - next > Few)
        {
            var range = new RowRange(sorted[next], sorted[^1] + "!", PageSize) { KeysOnly = true };
            var page = await table.ReadAsync(partition, range, cancellation);
            var begun = next;
            foreach (var row in page.Rows)
            {
                var order = 1;
                while (next < sorted.Length && (order = string.CompareOrdinal(sorted[next], row.Key)) <= 0)
                {
                    found[places[next++]] = order == 0;
                }
            }

            if (!page.More)
            {
                return found;
            }

            if (next - begun < Dense)
            {
                break;
            }
        }

        var there = await table.SelectAsync(partition, sorted[next..], static row => row is not null, cancellation);
        for (var index = 0; index < there.Length; index++)
        {
            found[places[next + index]] = there[index];
        }

        return found;
    }

    /// <summary>The keys of a whole range, in order.</summary>
    public static async Task<List<string>> KeysAsync(this ITable table, string partition, string prefix, CancellationToken cancellation)
    {
        var keys = new List<string>();
        var range = RowRange.Prefix(prefix, 1_000) with { KeysOnly = true };
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            foreach (var row in page.Rows)
            {
                keys.Add(row.Key);
            }

            if (!page.More)
            {
                return keys;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }
}
