using ScimFunctions.Directory.Counting.Buckets;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting;

/// <summary>
/// Counts all resources of a type, while others write. An empty row of buckets says that nothing is counted; until
/// buckets are put in its place no tally goes, so each run of ids may be counted at a moment of its own. A recount that
/// is broken off leaves the empty row, and the next one begins anew.
/// </summary>
internal sealed class Recount(ITable table)
{
    private const int Attempts = 20;

    private readonly CountReader _reader = new(table);
    private readonly RangeCounting _ranges = new(table);

    /// <summary>The counts, once there are any.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="type">What the keys of the resource type begin with.</param>
    /// <param name="anew">Whether to count even where counts are there.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StorageException">The store failed, or others changed too much meanwhile.</exception>
    public async Task<CountSnapshot> RunAsync(string partition, string type, bool anew, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var snapshot = await _reader.ReadAsync(partition, type, cancellation);
            if (snapshot.Buckets is not null && !anew)
            {
                return snapshot;
            }

            if (snapshot.Buckets is not null || snapshot.Version is null)
            {
                anew &= await PutAsync(partition, type, snapshot.Version, default, cancellation) is not Committed;
                continue;
            }

            if (await CountAsync(partition, type, snapshot, cancellation) is { } buckets)
            {
                await PutAsync(partition, type, snapshot.Version, BucketCodec.Write(buckets), cancellation);
            }
        }

        throw new StorageException("The resources of a tenant group could not be counted, so much was changed meanwhile.", outcomeUnknown: false);
    }

    private async Task<BucketList?> CountAsync(string partition, string type, CountSnapshot before, CancellationToken cancellation)
    {
        var buckets = new List<Bucket>();
        string? start = "";
        for (var failures = 0; start is not null && failures < Attempts;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await _ranges.ReadAsync(partition, type, start, end: null, before, cancellation) is not { } range)
            {
                failures++;
                var now = await _reader.ReadAsync(partition, type, cancellation);
                if (now.Version != before.Version)
                {
                    return null;
                }

                before = now;
                continue;
            }

            buckets.AddRange(range.ToBuckets());
            (start, before) = (range.End, range.At);

            // A store that reads on the caller's thread would keep it through millions of keys.
            await Task.Yield();
        }

        return start is null ? new BucketList(buckets) : null;
    }

    private ValueTask<CommitResult> PutAsync(
        string partition, string type, string? version, ReadOnlyMemory<byte> buckets, CancellationToken cancellation) =>
        table.CommitAsync(
            partition,
            [version is null ? new InsertRow(RowKeys.Buckets(type), Columns.None, buckets) : new ReplaceRow(RowKeys.Buckets(type), version, Columns.None, buckets)],
            cancellation);
}
