using ScimFunctions.Directory.Counting.Tallies;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting;

/// <summary>
/// Finds out which resources of a run of ids there are at one moment, while others make and delete some: the counts are
/// read before and after the keys, and what tallies list in between tells of each id that changed meanwhile.
/// </summary>
internal sealed class RangeCounting(ITable table)
{
    private const int PageSize = 1_000, MostPages = 10;

    private readonly CountReader _reader = new(table);

    /// <summary>Reads a run, or as much of its beginning as some pages hold.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="type">What the keys of the resource type begin with.</param>
    /// <param name="start">The first id of the run.</param>
    /// <param name="end">The first id after the run; null for all that follow.</param>
    /// <param name="before">The counts as they were read just before.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The run; null where tallies were added to the buckets meanwhile, or an id came and went.</returns>
    public async Task<CountedRange?> ReadAsync(
        string partition, string type, string start, string? end, CountSnapshot before, CancellationToken cancellation)
    {
        var all = RowRange.Prefix(type, PageSize) with { KeysOnly = true };
        var range = all with { From = type + start, To = end is null ? all.To : type + end };
        var ids = new List<string>();
        var more = true;
        for (var pages = 0; more && (pages < MostPages || ids.Count < 2); pages++)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            ids.AddRange(page.Rows.Select(row => row.Key[type.Length..]));
            more = page.More;
            range = more ? range.After(page.Rows[^1].Key) : range;
        }

        if (more)
        {
            end = CountedRange.Separator(ids[^2], ids[^1]);
            ids.RemoveAt(ids.Count - 1);
        }

        var after = await _reader.ReadAsync(partition, type, cancellation);
        return after.Version == before.Version && Settle(ids, Between(before, after), start, end) is { } settled
            ? new CountedRange(start, end, settled, after)
            : null;
    }

    // While nothing is added to buckets, tallies only grow.
    private static Dictionary<string, int> Between(CountSnapshot before, CountSnapshot after)
    {
        var lengths = before.Tallies.ToDictionary(row => row.Key, row => row.Document.Length, StringComparer.Ordinal);
        var changes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in after.Tallies)
        {
            foreach (var delta in CountDelta.Read(row.Document.Span[lengths.GetValueOrDefault(row.Key)..]))
            {
                changes[delta.Id] = changes.GetValueOrDefault(delta.Id) + delta.Change;
            }
        }

        return changes;
    }

    private static List<string>? Settle(List<string> ids, Dictionary<string, int> changes, string start, string? end)
    {
        foreach (var (id, change) in changes)
        {
            if (!CountedRange.IsWithin(id, start, end))
            {
                continue;
            }

            var at = ids.BinarySearch(id, StringComparer.Ordinal);
            switch (change, at)
            {
                case ( > 0, < 0):
                    ids.Insert(~at, id);
                    break;
                case ( < 0, >= 0):
                    ids.RemoveAt(at);
                    break;
                case (0, _):
                    return null;
            }
        }

        return ids;
    }
}
