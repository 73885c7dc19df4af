using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Directory.Searching.Reading;

/// <summary>Reads the groups of all users of a page, and the members of all its groups.</summary>
internal sealed class PageRelations(
    RelationReader relations, TenantGroup group, NestingReader nesting, SearchLimits limits, CancellationToken cancellation)
{
    // Few enough that the members of as many large groups fit in memory before they are counted.
    private const int AtOnce = 8;

    /// <summary>The resources with what is wanted of their relations, in the same order.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c> where the page would hold more than <see cref="SearchLimits.MostRelations"/>.</exception>
    public async Task<IReadOnlyList<FoundResource>> ReadAsync(IReadOnlyList<(StoredResource Resource, WantedRelations Wanted)> page)
    {
        if (page is [var (only, wanted)])
        {
            return [await ReadAsync(only, wanted)];
        }

        var items = new List<FoundResource>(page.Count);
        var held = 0;
        foreach (var chunk in page.Chunk(AtOnce))
        {
            foreach (var found in await Task.WhenAll(chunk.Select(one => ReadAsync(one.Resource, one.Wanted))))
            {
                items.Add(found);
                held += found.Relations.Count;
            }

            if (held > limits.MostRelations)
            {
                throw new ScimException(ScimError.TooMany(
                    $"The page would hold more than {limits.MostRelations} members. Send excludedAttributes=members, or a smaller count."));
            }
        }

        return items;
    }

    private Task<FoundResource> ReadAsync(StoredResource resource, WantedRelations wanted) =>
        relations.ReadAsync(group, resource, wanted, nesting, cancellation).AsTask();
}
