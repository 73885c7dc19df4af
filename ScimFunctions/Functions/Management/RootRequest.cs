using System.Globalization;
using ScimFunctions.Functions.Management.Access;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions.Management;

/// <summary>A request of an administrator.</summary>
/// <param name="Http">The request.</param>
/// <param name="By">Who sent it.</param>
/// <param name="CorrelationId">The id under which the request's log lines are found.</param>
public record RootRequest(HttpRequest Http, Administrator By, string CorrelationId)
{
    private const int DefaultCount = 100, LargestCount = 1_000;

    /// <summary>How many elements of a list are asked for.</summary>
    /// <exception cref="ProblemException">400 where it is no such number.</exception>
    public int Count => Query("count") switch
    {
        null => DefaultCount,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= LargestCount => count,
        _ => throw Problem.OfField("count", $"It is a number from 1 to {LargestCount}.", "100").ToException(),
    };

    /// <summary>The place in a list that an earlier page gave; null for its begin.</summary>
    public string? Cursor => Query("cursor");

    /// <summary>The <c>If-Match</c> header, or null.</summary>
    public string? IfMatch => Http.Headers.IfMatch is [] ? null : Http.Headers.IfMatch.ToString();

    /// <summary>A value of the route.</summary>
    /// <exception cref="ScimException">404 where the path has none.</exception>
    public string Route(string name) => Http.RouteValues[name] as string
        ?? throw new ScimException(ScimError.NotFound("There is nothing at this path."));

    /// <summary>A query parameter, or null without one.</summary>
    /// <exception cref="ProblemException">400 where it is given twice.</exception>
    public string? Query(string name)
    {
        var values = Http.Query[name];
        return values.Count <= 1
            ? (string?)values
            : throw Problem.OfField(name, "It is given more than once. Give it once.", $"?{name}=…").ToException();
    }
}
