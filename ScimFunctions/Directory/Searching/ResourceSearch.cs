using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Directory.Searching.Reading;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching;

/// <summary>
/// Lists resources of one type or several: by look-up where the filter names an indexed value, else by going through them
/// (docs/searching.md).
/// </summary>
public sealed class ResourceSearch(ITable table, RelationReader relations, GroupIntents intents, SearchLimits limits)
{
    /// <summary>How far into a sorted list a page by index may lie: up to twice as many places are kept while it is sorted.</summary>
    public const int DeepestSorted = 10_000;

    /// <summary>One page of the resources that match (RFC 7644 §3.4.2).</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="baseUrl">The Tenant URL without a final slash, for filters on attributes that hold it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ScimException">400 <c>tooMany</c> for a page too deep in a sorted list, and for a search that looks at
    /// more rows than <see cref="SearchLimits.MostScanned"/>, or whose page would hold too many members.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<ResourcePage> ListAsync(TenantGroup group, ListQuery query, string baseUrl, CancellationToken cancellation)
    {
        if (query is { IsSorted: true, Walk: null } && query.End - 1 > DeepestSorted)
        {
            throw new ScimException(ScimError.TooMany(
                $"A sorted list is given by index up to its resource number {DeepestSorted}. Narrow it by a filter, use a cursor, or leave out sortBy."));
        }

        var rows = new RowReader(table, group.Id, limits, cancellation);
        var nesting = new NestingReader(table, group.Id, cancellation);
        var memberships = new Memberships(table, intents);
        List<TypeSearch> searches = [.. query.Types.Select((type, place) => new TypeSearch(group, type, place, rows, relations, memberships, nesting, baseUrl))];
        var window = MatchWindow.Of(query);
        foreach (var search in searches)
        {
            await search.RunAsync(window);
        }

        var page = window.ToPage();
        var read = await ReadMissingAsync(page.Matches, searches, near: !query.IsSorted);
        var found = new List<(StoredResource, WantedRelations)>(page.Matches.Count);
        foreach (var match in page.Matches)
        {
            if ((match.Resource ?? read.GetValueOrDefault(match.Place)) is { } resource)
            {
                found.Add((resource, query.Types[match.Place.Type].Relations));
            }
        }

        var items = await new PageRelations(relations, group, nesting, limits, cancellation).ReadAsync(found);
        return new ResourcePage(page.Total, items, page.Next, page.Previous);
    }

    private static async Task<Dictionary<Place, StoredResource>> ReadMissingAsync(
        IReadOnlyList<Match> matches, List<TypeSearch> searches, bool near)
    {
        var read = new Dictionary<Place, StoredResource>();
        foreach (var missing in matches.Where(match => match.Resource is null).GroupBy(match => match.Place.Type))
        {
            var places = missing.ToDictionary(match => match.Place.Id, match => match.Place, StringComparer.Ordinal);
            await foreach (var resource in searches[missing.Key].ReadAsync([.. places.Keys.Order(StringComparer.Ordinal)], near))
            {
                read[places[resource.Id]] = resource;
            }
        }

        return read;
    }
}
