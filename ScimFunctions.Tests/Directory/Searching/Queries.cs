using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Queries made of the text that clients send.</summary>
internal static class Queries
{
    public static ListQuery Of(
        IReadOnlyList<ResourceType> types, string? filter, string? sortBy = null, bool descending = false, int start = 1, int count = 100, Walk? walk = null, WantedRelations relations = default)
    {
        var filters = filter is null ? null : FilterBinding.BindFor(FilterParser.Parse(filter), types);
        var path = sortBy is null ? null : PatchPath.Parse(sortBy).Path;
        return new ListQuery(
            [.. types.Select((type, place) => new TypeQuery(type, filters?[place], path is null ? null : PathResolver.Resolve(type, path)) { Relations = relations })],
            count,
            descending)
        {
            StartIndex = start,
            Walk = walk,
        };
    }
}
