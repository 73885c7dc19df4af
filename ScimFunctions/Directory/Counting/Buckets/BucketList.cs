using ScimFunctions.Directory.Counting.Tallies;

namespace ScimFunctions.Directory.Counting.Buckets;

/// <summary>All ids in buckets, in order; the first starts at the beginning.</summary>
internal sealed class BucketList(IReadOnlyList<Bucket> buckets)
{
    /// <summary>A bucket with more ids is split: one read of keys is to find any place in it.</summary>
    public const int Largest = 800;

    /// <summary>How many ids a bucket gets when it is made.</summary>
    public const int Usual = 400;

    // Neighbours that have so few together become one.
    private const int Smallest = 200;

    // In one row: beyond, at 16 million resources, buckets grow.
    private const int MostBuckets = 20_000;

    private long? _total;

    public static BucketList Empty { get; } = new([new Bucket("", 0)]);

    public int Count => buckets.Count;

    public Bucket this[int index] => buckets[index];

    /// <summary>How many resources are counted.</summary>
    public long Total => _total ??= buckets.Sum(bucket => bucket.Count);

    /// <summary>The start of the bucket after, or null after the last.</summary>
    public string? End(int index) => index + 1 < buckets.Count ? buckets[index + 1].Start : null;

    /// <summary>Which bucket an id lies in.</summary>
    public int IndexOf(string id)
    {
        var (low, high) = (0, buckets.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (string.CompareOrdinal(buckets[middle].Start, id) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>The counts with those of tallies added.</summary>
    public long[] CountsWith(IEnumerable<CountDelta> deltas)
    {
        var counts = buckets.Select(bucket => bucket.Count).ToArray();
        foreach (var delta in deltas)
        {
            counts[IndexOf(delta.Id)] += delta.Change;
        }

        return counts;
    }

    /// <summary>The buckets with tallies added, small neighbours made one.</summary>
    public BucketList With(IEnumerable<CountDelta> deltas)
    {
        var counts = CountsWith(deltas);
        var merged = new List<Bucket>(counts.Length);
        for (var index = 0; index < counts.Length; index++)
        {
            if (merged.Count > 0 && Math.Abs(merged[^1].Count) + Math.Abs(counts[index]) <= Smallest)
            {
                merged[^1] = merged[^1] with { Count = merged[^1].Count + counts[index] };
            }
            else
            {
                merged.Add(buckets[index] with { Count = counts[index] });
            }
        }

        return new BucketList(merged);
    }

    /// <summary>The buckets with others in the place of one.</summary>
    public BucketList Replace(int index, IEnumerable<Bucket> parts) => new([.. buckets.Take(index), .. parts, .. buckets.Skip(index + 1)]);

    /// <summary>The largest bucket where it is to be split, else null.</summary>
    public int? FindTooLarge()
    {
        var largest = 0;
        for (var index = 1; index < buckets.Count; index++)
        {
            largest = buckets[index].Count > buckets[largest].Count ? index : largest;
        }

        return buckets.Count < MostBuckets && buckets[largest].Count > Largest ? largest : null;
    }
}
