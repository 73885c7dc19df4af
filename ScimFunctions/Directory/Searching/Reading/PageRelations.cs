using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Directory.Searching.Reading;

/// <summary>Reads the groups of all users of a page, and the members of all its groups.</summary>
internal sealed class PageRelations(
    RelationReader relations, TenantGroup group, NestingReader nesting, SearchLimits limits, CancellationToken cancellation)
{
    private const int AtOnce = 8;

    /// <summary>The resources with what is wanted of their relations, in the same order.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c> where the page would hold more than <see cref="SearchLimits.MostRelations"/>.</exception>
    public async Task<IReadOnlyList<FoundResource>> ReadAsync(IReadOnlyList<(StoredResource Resource, WantedRelations Wanted)> page)
    {
        var budget = page.Count > 1 ? new RelationBudget(limits.MostRelations) : null;
        var items = new List<FoundResource>(page.Count);
        foreach (var chunk in page.Chunk(AtOnce))
        {
            items.AddRange(await Task.WhenAll(chunk.Select(one => relations.ReadAsync(group, one.Resource, one.Wanted, nesting, budget, cancellation).AsTask())));
        }

        return items;
    }
}
