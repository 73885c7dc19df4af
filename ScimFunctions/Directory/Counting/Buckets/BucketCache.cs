using ScimFunctions.Directory.Caching;

namespace ScimFunctions.Directory.Counting.Buckets;

/// <summary>
/// The buckets that were read last of each tenant group. Their row changes once in hundreds of creations, and taking
/// thousands of buckets apart for each list would cost more than the list.
/// </summary>
internal sealed class BucketCache(TimeProvider time)
{
    // Of a million resources some 150 KB.
    private const int Capacity = 64;

    private readonly BoundedCache<(string Partition, string Type), Latest> _latest =
        new(Capacity, EqualityComparer<(string, string)>.Default, time);

    /// <summary>The buckets of a row.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="type">What the keys of the resource type begin with.</param>
    /// <param name="version">The version of the row.</param>
    /// <param name="document">Its document.</param>
    public BucketList Read(string partition, string type, string version, ReadOnlySpan<byte> document)
    {
        var latest = _latest.Find((partition, type)) ?? _latest.Add((partition, type), new Latest());
        if (latest.Of is { } known && known.Version == version)
        {
            return known.Buckets;
        }

        var buckets = BucketCodec.Read(document);
        latest.Of = new Versioned(version, buckets);
        return buckets;
    }

    private sealed record Versioned(string Version, BucketList Buckets);

    private sealed class Latest
    {
        public volatile Versioned? Of;
    }
}
