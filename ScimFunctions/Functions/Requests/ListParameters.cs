using ScimFunctions.Functions.Searching;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Projections;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Requests;

/// <summary>Reads the query parameters of RFC 7644 §3.4.2 and §3.9 and of RFC 9865 §2; those that it does not know are ignored.</summary>
internal static class ListParameters
{
    /// <summary>What a list is asked for.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>, naming the parameter.</exception>
    public static ListRequest ListRequest(this ScimRequest request) => new()
    {
        Filter = request.Query("filter"),
        SortBy = request.Query("sortBy"),
        SortOrder = request.Query("sortOrder"),
        StartIndex = Number(request, "startIndex"),
        Count = Number(request, "count"),
        Cursor = request.Query("cursor"),
        Attributes = request.Query("attributes"),
        ExcludedAttributes = request.Query("excludedAttributes"),
    };

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

        return BoundedInteger.TryParse(text, out var number)
            ? number
            : throw new ScimException(ScimError.InvalidValue($"The query parameter {name} must be an integer."));
    }
}
