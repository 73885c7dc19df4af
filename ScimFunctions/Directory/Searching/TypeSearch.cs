using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching.Lookups;
using ScimFunctions.Directory.Searching.Matching;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Directory.Searching.Reading;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching;

/// <summary>Finds what matches among the resources of one type, for one search.</summary>
/// <param name="group">The tenant group.</param>
/// <param name="query">What of the type is asked for.</param>
/// <param name="place">Which of the query's types this is, from 0.</param>
/// <param name="rows">The rows of the tenant group.</param>
/// <param name="relations">What reads relations, where the filter or the order cannot do without.</param>
/// <param name="memberships">What reads who is in which group.</param>
/// <param name="nesting">What reads the nesting for all of the search.</param>
/// <param name="counts">What knows how many there are, and where.</param>
/// <param name="baseUrl">The Tenant URL.</param>
internal sealed class TypeSearch(
    TenantGroup group, TypeQuery query, int place, RowReader rows, RelationReader relations, Memberships memberships, NestingReader nesting,
    Counts counts, string baseUrl)
{
    // Up to how many resources are asked about their relations one by one.
    private const int Few = 8;

    private readonly DocumentRows _documents = DocumentRows.Of(query.Type);
    private readonly EdgeReader _edges = new(rows, group.Id, memberships, nesting);

    private Needs OfOrder => query.SortBy is null ? Needs.None : NeedsOf.Path(query.SortBy, query.Type);

    /// <summary>Adds every match to the window, in the order of ids.</summary>
    public async Task RunAsync(MatchWindow window)
    {
        var filter = query.Filter is BoundConstant { Holds: true } ? null : query.Filter;
        if (filter is null && query.SortBy is null)
        {
            await AddAllAsync(window);
            return;
        }

        var decision = filter is null ? null : new FilterDecision(filter, query.Type, _edges);
        await foreach (var resource in CandidatesAsync(filter, decision))
        {
            using var candidate = new Candidate(resource);
            if (decision is null || await MatchesAsync(decision, candidate))
            {
                window.Add(new Match(new Place(await SortKeyAsync(candidate), place, resource.Id), resource));
            }
        }
    }

    /// <summary>The resources with these ids, which are in order.</summary>
    public IAsyncEnumerable<StoredResource> ReadAsync(IReadOnlyList<string> ids, bool near) =>
        new CandidateReader(rows, _edges, _documents).ReadAsync(ids, near);

    // All are wanted in the order of their keys: what is not on the page need not be read.
    private async Task AddAllAsync(MatchWindow window)
    {
        var keys = RowRange.Prefix(_documents.Prefix, RowReader.RowsPerRead) with { KeysOnly = true };
        await foreach (var row in rows.AllAsync(keys, bounded: false))
        {
            window.Add(new Match(new Place(SortKey.Absent, place, _documents.Id(row)), null));
        }
    }

    private async IAsyncEnumerable<StoredResource> CandidatesAsync(BoundFilter? filter, FilterDecision? decision)
    {
        var reader = new CandidateReader(rows, _edges, _documents);
        var lookups = filter is null ? null : LookupPlan.Of(filter, query.Type, group.MayShareGroupNames);
        var ids = lookups is null ? null : await reader.FindAsync(lookups);
        if (decision is not null && ids is not { Count: <= Few })
        {
            foreach (var edge in decision.Edges)
            {
                await _edges.AllAsync(edge);
            }
        }

        if (ids is not null)
        {
            await foreach (var resource in reader.ReadAsync(ids))
            {
                yield return resource;
            }

            yield break;
        }

        // All of them would be looked at, so too many are refused before the first is.
        var all = await counts.ReadAsync(group.Id, _documents.Prefix, rows.Cancellation);
        rows.Count(all.Total);
        await foreach (var row in new ParallelScan(rows, all, _documents.Prefix).ReadAsync())
        {
            yield return _documents.Read(row);
        }
    }

    private async ValueTask<bool> MatchesAsync(FilterDecision decision, Candidate candidate)
    {
        if (decision.Of(candidate) is { } quick)
        {
            return quick;
        }

        foreach (var edge in decision.Edges)
        {
            await _edges.AskAsync(edge, candidate.Resource.Id);
            if (decision.Of(candidate) is { } decided)
            {
                return decided;
            }
        }

        await RenderAsync(candidate, decision.Needs | OfOrder);
        return decision.Of(candidate) ?? throw new InvalidOperationException("A filter cannot be decided on a whole resource.");
    }

    private async ValueTask<SortKey> SortKeyAsync(Candidate candidate)
    {
        if (query.SortBy is null)
        {
            return SortKey.Absent;
        }

        if (OfOrder is not Needs.None && !candidate.IsRendered)
        {
            await RenderAsync(candidate, OfOrder);
        }

        return SortKey.Of(candidate.Json, query.SortBy);
    }

    private async ValueTask RenderAsync(Candidate candidate, Needs needs)
    {
        var wanted = needs.HasFlag(Needs.Names) ? WantedRelations.WithNames
            : needs.HasFlag(Needs.Relations) ? WantedRelations.WithoutNames
            : WantedRelations.None;
        var found = await relations.ReadAsync(group, candidate.Resource, wanted, nesting, budget: null, rows.Cancellation);
        if (wanted != WantedRelations.None && (candidate.Resource is not StoredUser || found.Relations.Count > 0))
        {
            // A filter on members reads those of every group: a few groups may have more rows than all users.
            rows.Count(1 + (wanted == WantedRelations.WithNames ? 2 * found.Relations.Count : found.Relations.Count));
        }

        candidate.Render(found, baseUrl);
    }
}
