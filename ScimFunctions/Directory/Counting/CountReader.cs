using ScimFunctions.Directory.Counting.Buckets;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting;

/// <summary>Reads counts. One read of a range shows one moment; where it takes several, they are repeated until nobody added
/// tallies to the buckets in between.</summary>
/// <param name="table">The store.</param>
/// <param name="cache">What knows buckets that were read before; null for none.</param>
internal sealed class CountReader(ITable table, BucketCache? cache = null)
{
    private const int PageSize = 1_000, Attempts = 5;

    /// <summary>The counts of the type whose keys begin with <paramref name="type"/>.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<CountSnapshot> ReadAsync(string partition, string type, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var range = RowKeys.Counts(type, PageSize);
            var page = await table.ReadAsync(partition, range, cancellation);
            var rows = page.Rows;
            if (!page.More)
            {
                return Of(rows, partition, type);
            }

            var all = new List<Row>(rows);
            for (; page.More; all.AddRange(page.Rows))
            {
                page = await table.ReadAsync(partition, range.After(all[^1].Key), cancellation);
            }

            var version = (await table.FindAsync(partition, RowKeys.Buckets(type), cancellation))?.ETag;
            var snapshot = Of(all, partition, type);
            if (snapshot.Version == version || attempt == Attempts)
            {
                return snapshot;
            }
        }
    }

    private CountSnapshot Of(IReadOnlyList<Row> rows, string partition, string type)
    {
        // The buckets have the shortest key, so they come first.
        if (rows is not [{ } first, ..] || first.Key != RowKeys.Buckets(type))
        {
            return new CountSnapshot(null, null, rows);
        }

        var buckets = first.Document.IsEmpty ? null
            : cache?.Read(partition, type, first.ETag, first.Document.Span) ?? BucketCodec.Read(first.Document.Span);
        return new CountSnapshot(buckets, first.ETag, [.. rows.Skip(1)]);
    }
}
