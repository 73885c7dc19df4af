using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Directory.Searching.Reading;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching;

/// <summary>
/// A list of all resources of its types, in the order of ids: counts tell the total and lead to any page, so that nothing is
/// read but the page and some keys before it.
/// </summary>
internal sealed class WholeList(TenantGroup group, ListQuery query, RowReader rows, Counts counts)
{
    private readonly CountSnapshot?[] _counts = new CountSnapshot?[query.Types.Count];

    /// <summary>Whether a query asks for such a list: no type is filtered, unless by what no resource or every one meets, and
    /// none is sorted.</summary>
    public static bool Is(ListQuery query) => query.Types.All(type => type is { SortBy: null, Filter: null or BoundConstant });

    /// <summary>The page that is asked for.</summary>
    public async Task<MatchPage> ReadAsync()
    {
        var total = 0;
        for (var type = 0; type < query.Types.Count; type++)
        {
            total += await TotalAsync(type);
        }

        return (query.Count, query.Walk) switch
        {
            (0, _) => new MatchPage(total, []),
            (_, null) => new MatchPage(total, await ByIndexAsync()),
            (_, { Backward: true } walk) => await BackwardAsync(total, walk.From),
            (_, { } walk) => await ForwardAsync(total, walk.From),
        };
    }

    private async Task<List<Match>> ByIndexAsync()
    {
        var matches = new List<Match>();
        long skip = query.StartIndex - 1L;
        for (var type = 0; type < query.Types.Count && matches.Count < query.Count; type++)
        {
            var here = await TotalAsync(type);
            if (skip < here)
            {
                await AddAsync(matches, type, _counts[type]!.Locate((int)skip), query.Count - matches.Count);
            }

            skip = Math.Max(0, skip - here);
        }

        return matches;
    }

    private async Task<MatchPage> ForwardAsync(int total, Place? from)
    {
        // One more than wanted tells whether the list goes on.
        var matches = new List<Match>();
        for (var type = from?.Type ?? 0; type < query.Types.Count && matches.Count <= query.Count; type++)
        {
            if (await TotalAsync(type) > 0)
            {
                var start = type == from?.Type ? After(from.Id) : "";
                await AddAsync(matches, type, (start, 0), query.Count + 1 - matches.Count);
            }
        }

        var goesOn = matches.Count > query.Count;
        matches = [.. matches.Take(query.Count)];
        return new MatchPage(
            total,
            matches,
            goesOn ? new Walk(matches[^1].Place, Backward: false) : null,
            from is not null && await IsAnyAsync(from, before: true) ? new Walk(matches is [var first, ..] ? first.Place : null, Backward: true) : null);
    }

    private async Task<MatchPage> BackwardAsync(int total, Place? from)
    {
        var matches = new List<Match>();
        for (var type = from?.Type ?? query.Types.Count - 1; type >= 0 && matches.Count <= query.Count; type--)
        {
            if (await TotalAsync(type) > 0)
            {
                var ids = await IdsBeforeAsync(type, type == from?.Type ? from.Id : null, query.Count + 1 - matches.Count);
                matches.InsertRange(0, ids.Select(id => new Match(new Place(SortKey.Absent, type, id), null)));
            }
        }

        var goesOn = matches.Count > query.Count;
        matches = [.. matches.TakeLast(query.Count)];
        return new MatchPage(
            total,
            matches,
            from is not null && await IsAnyAsync(from, before: false) ? new Walk(matches is [.., var last] ? last.Place : null, Backward: false) : null,
            goesOn ? new Walk(matches[0].Place, Backward: true) : null);
    }

    private async ValueTask<int> TotalAsync(int type)
    {
        if (query.Types[type].Filter is BoundConstant { Holds: false })
        {
            return 0;
        }

        _counts[type] ??= await counts.ReadAsync(group.Id, Documents(type).Prefix, rows.Cancellation);
        return _counts[type]!.Total;
    }

    /// <summary>Adds resources from a place on that lies so many after an id.</summary>
    private async Task AddAsync(List<Match> matches, int type, (string Id, int Offset) from, int wanted)
    {
        var documents = Documents(type);
        var range = RowRange.Prefix(documents.Prefix, RowReader.RowsPerRead) with { From = documents.Prefix + from.Id };
        if (from.Offset > wanted)
        {
            if (await SkipAsync(range, from.Offset) is not { } first)
            {
                return;
            }

            (range, from) = (range with { From = first }, (from.Id, 0));
        }

        range = range with { PageSize = Math.Min(RowReader.RowsPerRead, from.Offset + wanted) };
        var skip = from.Offset;
        await foreach (var row in rows.AllAsync(range, bounded: false))
        {
            if (skip-- > 0)
            {
                continue;
            }

            var resource = documents.Read(row);
            matches.Add(new Match(new Place(SortKey.Absent, type, resource.Id), resource));
            if (--wanted == 0)
            {
                return;
            }
        }
    }

    // The key that lies so many after the first of a range, or null where there are fewer.
    private async Task<string?> SkipAsync(RowRange range, int count)
    {
        range = range with { KeysOnly = true, PageSize = Math.Min(RowReader.RowsPerRead, count + 1) };
        await foreach (var row in rows.AllAsync(range, bounded: false))
        {
            if (count-- == 0)
            {
                return row.Key;
            }
        }

        return null;
    }

    // Read from so far before that as many as wanted are sure to lie between, whatever others change meanwhile.
    private async Task<List<string>> IdsBeforeAsync(int type, string? id, int wanted)
    {
        var prefix = Documents(type).Prefix;
        var all = RowRange.Prefix(prefix, RowReader.RowsPerRead) with { KeysOnly = true };
        for (var reach = wanted; ; reach *= 2)
        {
            var start = _counts[type]!.Before(id, reach);
            var range = all with { From = prefix + start, To = id is null ? all.To : prefix + id };
            var ids = new List<string>();
            await foreach (var row in rows.AllAsync(range, bounded: false))
            {
                ids.Add(row.Key[prefix.Length..]);
            }

            if (ids.Count >= wanted || start.Length == 0)
            {
                return ids[Math.Max(0, ids.Count - wanted)..];
            }
        }
    }

    // Whether anything lies at a place or on one side of it.
    private async Task<bool> IsAnyAsync(Place place, bool before)
    {
        for (var type = before ? 0 : place.Type + 1; type < (before ? place.Type : query.Types.Count); type++)
        {
            if (await TotalAsync(type) > 0)
            {
                return true;
            }
        }

        if (await TotalAsync(place.Type) == 0)
        {
            return false;
        }

        var prefix = Documents(place.Type).Prefix;
        var all = RowRange.Prefix(prefix, 1) with { KeysOnly = true };
        var range = before ? all with { To = prefix + After(place.Id) } : all with { From = prefix + place.Id };
        return (await rows.ReadAsync(range)).Rows.Count > 0;
    }

    private DocumentRows Documents(int type) => DocumentRows.Of(query.Types[type].Type);

    // No id is between, since none has a character so low.
    private static string After(string id) => id + "!";
}
