using ScimFunctions.Directory.Counting.Buckets;
using ScimFunctions.Directory.Counting.Tallies;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting;

/// <summary>The counts of one resource type at one moment.</summary>
/// <param name="Buckets">The buckets; null where the resources have not been counted yet.</param>
/// <param name="Version">The version of the row of buckets; null where there is none.</param>
/// <param name="Tallies">The rows of tallies, which are to be added to the buckets.</param>
internal sealed record CountSnapshot(BucketList? Buckets, string? Version, IReadOnlyList<Row> Tallies)
{
    private List<CountDelta>? _deltas;
    private long[]? _counts;

    /// <summary>What the tallies list.</summary>
    public IReadOnlyList<CountDelta> Deltas => _deltas ??= [.. Tallies.SelectMany(row => CountDelta.Read(row.Document.Span))];

    /// <summary>How many resources there are.</summary>
    public int Total => (int)Math.Max(0, Buckets!.Total + Deltas.Sum(delta => (long)delta.Change));

    /// <summary>How many of each bucket there are.</summary>
    public IReadOnlyList<long> Counts => _counts ??= Buckets!.CountsWith(Deltas);

    /// <summary>Where the resource with that number stands.</summary>
    /// <param name="index">The number, from 0, below <see cref="Total"/>.</param>
    /// <returns>The start of its bucket, and how many resources lie between.</returns>
    public (string Start, int Offset) Locate(int index)
    {
        var counts = _counts ??= Buckets!.CountsWith(Deltas);
        var bucket = 0;
        long before = 0;
        while (bucket < counts.Length - 1 && before + counts[bucket] <= index)
        {
            before += counts[bucket++];
        }

        return (Buckets![bucket].Start, (int)(index - before));
    }

    /// <summary>The start of a bucket from which on at least so many resources lie before an id, as far as there are.</summary>
    public string Before(string? id, int wanted)
    {
        var bucket = id is null ? Buckets!.Count - 1 : Buckets!.IndexOf(id);
        long found = id is null ? Counts[bucket] : 0;
        while (bucket > 0 && found < wanted)
        {
            found += Counts[--bucket];
        }

        return Buckets[bucket].Start;
    }
}
