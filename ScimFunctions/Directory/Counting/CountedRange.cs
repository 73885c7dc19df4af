using ScimFunctions.Directory.Counting.Buckets;

namespace ScimFunctions.Directory.Counting;

/// <summary>The resources of a run of ids at the moment of a snapshot.</summary>
/// <param name="Start">The first id that belongs to the run.</param>
/// <param name="End">The first id after the run; null where it goes on to the end.</param>
/// <param name="Ids">The ids that there are, in order.</param>
/// <param name="At">The counts at that moment.</param>
internal sealed record CountedRange(string Start, string? End, List<string> Ids, CountSnapshot At)
{
    /// <summary>What buckets have to count between two ids: what there is, without what tallies list.</summary>
    public long CountOf(string start, string? end)
    {
        var listed = 0;
        foreach (var delta in At.Deltas)
        {
            listed += IsWithin(delta.Id, start, end) ? delta.Change : 0;
        }

        return PlaceOf(end) - PlaceOf(start) - listed;
    }

    /// <summary>The run in buckets of the usual size.</summary>
    public IEnumerable<Bucket> ToBuckets()
    {
        var start = Start;
        for (var next = BucketList.Usual; next + (BucketList.Usual / 2) < Ids.Count; next += BucketList.Usual)
        {
            var end = Separator(Ids[next - 1], Ids[next]);
            yield return new Bucket(start, CountOf(start, end));
            start = end;
        }

        yield return new Bucket(start, CountOf(start, End));
    }

    /// <summary>Whether an id lies in a run.</summary>
    public static bool IsWithin(string id, string start, string? end) =>
        string.CompareOrdinal(id, start) >= 0 && (end is null || string.CompareOrdinal(id, end) < 0);

    /// <summary>The shortest text above <paramref name="before"/> that <paramref name="after"/> begins with.</summary>
    public static string Separator(string before, string after) => after[..(before.AsSpan().CommonPrefixLength(after) + 1)];

    private int PlaceOf(string? id)
    {
        if (id is null)
        {
            return Ids.Count;
        }

        var at = Ids.BinarySearch(id, StringComparer.Ordinal);
        return at < 0 ? ~at : at;
    }
}
