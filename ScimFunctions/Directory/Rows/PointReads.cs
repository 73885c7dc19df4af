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
        var sorted = keys.Count > Few ? keys.Order(StringComparer.Ordinal).ToArray() : [.. keys];
        var found = new HashSet<string>(StringComparer.Ordinal);
        var next = 0;
        while (sorted.Length - next > Few)
        {
            var range = new RowRange(sorted[next], sorted[^1] + "!", PageSize) { KeysOnly = true };
            var page = await table.ReadAsync(partition, range, cancellation);
            found.UnionWith(page.Rows.Select(row => row.Key));
            if (!page.More)
            {
                next = sorted.Length;
                break;
            }

            var begun = next;
            next = After(sorted, next, page.Rows[^1].Key);
            if (next - begun < Dense)
            {
                break;
            }
        }

        var rest = sorted[next..];
        var there = await table.SelectAsync(partition, rest, static row => row is not null, cancellation);
        found.UnionWith(rest.Where((_, index) => there[index]));
        return [.. keys.Select(found.Contains)];
    }

    private static int After(string[] sorted, int next, string key)
    {
        var place = Array.BinarySearch(sorted, next, sorted.Length - next, key, StringComparer.Ordinal);
        return place < 0 ? ~place : place + 1;
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
