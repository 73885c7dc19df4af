using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Projections;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Searching;

/// <summary>What a client asks of a list, in the URL or in the body of a search, before its attributes are looked up.</summary>
internal sealed record ListRequest
{
    public string? Filter { get; init; }

    public string? SortBy { get; init; }

    public string? SortOrder { get; init; }

    public int? StartIndex { get; init; }

    public int? Count { get; init; }

    /// <summary>The cursor; empty for the first page by cursor, null for pages by index.</summary>
    public string? Cursor { get; init; }

    /// <summary>Names separated by commas.</summary>
    public string? Attributes { get; init; }

    /// <summary>Names separated by commas.</summary>
    public string? ExcludedAttributes { get; init; }

    /// <summary>Which attributes resources of the type have in the answer.</summary>
    /// <exception cref="ScimException">400 where attributes are both asked for and excluded.</exception>
    public Projection ProjectionOf(ResourceType type) => Projection.Parse(Attributes, ExcludedAttributes, type);

    /// <summary>What a cursor of this list is good for.</summary>
    public CursorScope ScopeOf(string tenantGroupId, IReadOnlyList<ResourceType> types) => CursorScope.Of(
        tenantGroupId, string.Join(',', types.Select(type => type.Name)), Filter, SortBy, SortOrder, Attributes, ExcludedAttributes);

    /// <summary>The query over resources of the types; where a cursor leads is yet to be told.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>, <c>invalidPath</c> for <c>sortBy</c>, <c>invalidCount</c>, or
    /// <c>invalidValue</c>, naming the parameter.</exception>
    public ListQuery QueryOf(IReadOnlyList<ResourceType> types)
    {
        var filters = Filter is null ? null : FilterBinding.BindFor(FilterParser.Parse(Filter), types);
        var orders = OrdersOf(types);
        var queries = types.Select((type, place) => new TypeQuery(type, filters?[place], orders[place]) { Relations = RelationsOf(type) });
        if (Cursor is not null)
        {
            CheckCursor();
        }

        return new ListQuery([.. queries], Math.Clamp(Count ?? ListQuery.DefaultPerPage, 0, ListQuery.MostPerPage), IsDescending())
        {
            StartIndex = Math.Max(StartIndex ?? 1, 1),
        };
    }

    private void CheckCursor()
    {
        if (StartIndex is not null)
        {
            throw new ScimException(ScimError.InvalidValue("startIndex and cursor exclude each other. Send one of them."));
        }

        if (Count > ListQuery.MostPerPage)
        {
            throw new ScimException(ScimError.InvalidCount($"With a cursor, count must be at most {ListQuery.MostPerPage}."));
        }
    }

    private ResolvedPath?[] OrdersOf(IReadOnlyList<ResourceType> types)
    {
        if (SortBy is not { Length: > 0 } text)
        {
            return new ResolvedPath?[types.Count];
        }

        ResolvedPath?[] paths = AttributePath.TryParse(text, out var path)
            ? [.. types.Select(type => PathResolver.Resolve(type, path) is { Attribute: not null } found && !IsSecret(found) ? found : null)]
            : [];
        return paths.Any(found => found is not null)
            ? paths
            : throw new ScimException(ScimError.InvalidPath(
                $"sortBy does not name an attribute of {string.Join(" or ", types.Select(type => type.Name))}; /Schemas lists those that there are."));
    }

    private static bool IsSecret(ResolvedPath path) =>
        path.Attribute is { Returned: Returned.Never } || path.SubAttribute is { Returned: Returned.Never };

    private bool IsDescending() => SortOrder?.ToUpperInvariant() switch
    {
        null or "ASCENDING" => false,
        "DESCENDING" => true,
        _ => throw new ScimException(ScimError.InvalidValue("sortOrder must be ascending or descending.")),
    };

    private WantedRelations RelationsOf(ResourceType type)
    {
        var name = type.Name == ResourceTypes.User.Name ? "groups" : "members";
        var projection = ProjectionOf(type);
        return (projection.Includes(name), projection.Names(name, "display")) switch
        {
            (false, _) => WantedRelations.None,
            (_, true) => WantedRelations.WithNames,
            _ => WantedRelations.WithoutNames,
        };
    }
}
