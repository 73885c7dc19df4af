using System.Globalization;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>Counts all resources, and holds the counts that are kept against that.</summary>
internal sealed class CountCheck(ITable table, string partition, CancellationToken cancellation)
{
    private const int MostAtOnce = 4_000, MostFailures = 20;

    private readonly CountReader _reader = new(table);
    private readonly RangeCounting _ranges = new(table);

    /// <summary>The rows of buckets that are wrong.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        var findings = new List<Finding>();
        foreach (var type in RowKeys.CountedTypes)
        {
            if (await FindWrongAsync(type) is { } wrong)
            {
                findings.Add(new Finding(RowKeys.Buckets(type), wrong));
            }
        }

        return findings;
    }

    private async Task<string?> FindWrongAsync(string type)
    {
        var counts = await _reader.ReadAsync(partition, type, cancellation);
        string? start = "";
        for (var failures = 0; start is not null && counts.Buckets is not null && failures < MostFailures;)
        {
            var first = counts.Buckets.IndexOf(start);
            var last = LastOf(counts, first);
            if (await _ranges.ReadAsync(partition, type, counts.Buckets[first].Start, counts.Buckets.End(last), counts, cancellation) is not { } range)
            {
                // Somebody added tallies meanwhile, and the buckets may be others now.
                failures++;
                counts = await _reader.ReadAsync(partition, type, cancellation);
                continue;
            }

            for (var index = first; index <= last; index++)
            {
                var bucket = counts.Buckets[index];
                var found = range.End == counts.Buckets.End(last) ? range.CountOf(bucket.Start, counts.Buckets.End(index)) : range.Ids.Count;
                if (found != bucket.Count)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture, $"The count of the ids from '{bucket.Start}' on is {bucket.Count}, and has to be {found}{(range.End == counts.Buckets.End(last) ? "" : " or more")}.");
                }
            }

            (start, counts) = (counts.Buckets.End(last), range.At);
        }

        return null;
    }

    private static int LastOf(CountSnapshot counts, int first)
    {
        var (last, sum) = (first, counts.Counts[first]);
        while (last + 1 < counts.Buckets!.Count && sum + counts.Counts[last + 1] <= MostAtOnce)
        {
            sum += counts.Counts[++last];
        }

        return last;
    }
}
