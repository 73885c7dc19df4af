using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Rows;

/// <summary>Many reads of single rows, some of them at a time.</summary>
internal static class PointReads
{
    private const int AtOnce = 16;

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

    /// <summary>Which of the keys have rows.</summary>
    public static Task<bool[]> ExistAsync(this ITable table, string partition, IReadOnlyList<string> keys, CancellationToken cancellation) =>
        table.SelectAsync(partition, keys, static row => row is not null, cancellation);

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
