using ScimFunctions.Directory.Counting.Buckets;
using ScimFunctions.Directory.Counting.Tallies;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting;

/// <summary>
/// Adds full tallies to the buckets and removes their rows, in one batch; those of lanes that nobody writes in any more too.
/// Then splits buckets that have grown too large.
/// </summary>
internal sealed class Emptying(ITable table, TimeProvider time)
{
    // Each costs three calls; those left over are split the next time.
    private const int MostSplits = 4;

    private const int Attempts = 5;

    /// <summary>After how long the tallies of another process are taken to be left behind. Who uses one all the same finds
    /// its row gone, and makes another.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private readonly CountReader _reader = new(table);
    private readonly Recount _recount = new(table);
    private readonly RangeCounting _ranges = new(table);

    /// <summary>Whether a tally was left behind.</summary>
    public bool IsAbandoned(Row tally) => Tally.WrittenAt(tally) < time.GetUtcNow() - Abandoned;

    /// <summary>Empties tallies, and gives the keys of those whose rows are gone.</summary>
    /// <exception cref="StorageException">The store failed; rows may be gone all the same.</exception>
    public async Task<IReadOnlySet<string>> RunAsync(string partition, string type, IReadOnlySet<string> own)
    {
        // Others empty theirs seldom and are done by then; if not, the next full tally brings it about again.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var snapshot = await _recount.RunAsync(partition, type, anew: false, CancellationToken.None);
            List<Row> rows = [.. snapshot.Tallies.Where(row => own.Contains(row.Key) || IsAbandoned(row)).Take(BatchRules.MaxChanges - 1)];
            var buckets = snapshot.Buckets!.With(rows.SelectMany(row => CountDelta.Read(row.Document.Span)));
            List<RowChange> changes = [Put(type, snapshot.Version!, buckets), .. rows.Select(row => new DeleteUnchangedRow(row.Key, row.ETag))];
            if (rows.Count == 0 || await table.CommitAsync(partition, changes, CancellationToken.None) is Committed)
            {
                await SplitAsync(partition, type);
                var left = snapshot.Tallies.Except(rows).Select(row => row.Key);
                return own.Except(left, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            }
        }

        return new HashSet<string>(StringComparer.Ordinal);
    }

    private async Task SplitAsync(string partition, string type)
    {
        var snapshot = await _reader.ReadAsync(partition, type, CancellationToken.None);
        for (var splits = 0; splits < MostSplits && snapshot.Buckets?.FindTooLarge() is { } index; splits++)
        {
            var (bucket, end) = (snapshot.Buckets[index], snapshot.Buckets.End(index));
            if (await _ranges.ReadAsync(partition, type, bucket.Start, end, snapshot, CancellationToken.None) is not { } range)
            {
                snapshot = await _reader.ReadAsync(partition, type, CancellationToken.None);
                continue;
            }

            List<Bucket> parts = [.. range.ToBuckets()];
            if (range.End is not null && range.End != end)
            {
                parts.Add(new Bucket(range.End, bucket.Count - parts.Sum(part => part.Count)));
            }

            var buckets = snapshot.Buckets.Replace(index, parts);
            if (await table.CommitAsync(partition, [Put(type, snapshot.Version!, buckets)], CancellationToken.None) is not Committed { ETags: [var version] })
            {
                return;
            }

            snapshot = new CountSnapshot(buckets, version, range.At.Tallies);
        }
    }

    private static ReplaceRow Put(string type, string version, BucketList buckets) =>
        new(RowKeys.Buckets(type), version, Columns.None, BucketCodec.Write(buckets));
}
