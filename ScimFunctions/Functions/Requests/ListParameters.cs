using System.Globalization;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Projections;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Requests;

/// <summary>Reads the query parameters of RFC 7644 §3.4.2 and §3.9; those that it does not know are ignored.</summary>
internal static class ListParameters
{
    /// <summary>What a list is asked for.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c> or <c>invalidValue</c>, naming the parameter.</exception>
    public static ListQuery ListQuery(this ScimRequest request, ResourceType type)
    {
        var filter = request.Query("filter") is { } text ? FilterBinder.Bind(FilterParser.Parse(text), type) : null;
        var start = Number(request, "startIndex") ?? 1;
        var count = Number(request, "count") ?? Directory.Searching.ListQuery.DefaultPerPage;
        return new ListQuery(
            filter,
            Math.Max(start, 1),
            Math.Clamp(count, 0, Directory.Searching.ListQuery.MostPerPage),
            SortBy(request, type),
            request.Query("sortOrder") is { } order && IsDescending(order));
    }

    /// <summary>Which attributes an answer has.</summary>
    /// <exception cref="ScimException">400 where both parameters are given.</exception>
    public static Projection Projection(this ScimRequest request, ResourceType type) =>
        Protocol.Projections.Projection.Parse(request.Query("attributes"), request.Query("excludedAttributes"), type);

    private static int? Number(ScimRequest request, string name)
    {
        if (request.Query(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ScimException(ScimError.InvalidValue($"The query parameter {name} must be an integer."));
    }

    private static ResolvedPath? SortBy(ScimRequest request, ResourceType type)
    {
        if (request.Query("sortBy") is not { Length: > 0 } text)
        {
            return null;
        }

        return PathResolver.Resolve(type, PatchPath.Parse(text).Path) is { Attribute.Returned: not Returned.Never } path
            ? path
            : throw new ScimException(ScimError.InvalidPath($"The query parameter sortBy does not name an attribute of {type.Name}."));
    }

    private static bool IsDescending(string order) => order.ToUpperInvariant() switch
    {
        "ASCENDING" => false,
        "DESCENDING" => true,
        _ => throw new ScimException(ScimError.InvalidValue("The query parameter sortOrder must be ascending or descending.")),
    };
}
