using System.Collections.Concurrent;

namespace ScimFunctions.Functions.Requests;

/// <summary>What telemetry may say of a request: taken from its function's route, never from its URL.</summary>
/// <param name="Route">The template, such as <c>/api/scim/v2/groups/{group}/Users/{id}</c>.</param>
/// <param name="ResourceType">The segment after the tenant group, such as <c>Users</c>, or <c>other</c>.</param>
internal sealed record RequestLabels(string Route, string ResourceType)
{
    private const string Group = "{group}/";

    private static readonly ConcurrentDictionary<string, RequestLabels> Known = new(StringComparer.Ordinal);

    /// <summary>Those of a request that was routed to a function.</summary>
    public static RequestLabels Of(HttpRequest request) =>
        Known.GetOrAdd((request.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "", Of);

    /// <summary>A verb of RFC 9110 or PATCH, else <c>_OTHER</c>: verbs are the client's to invent.</summary>
    public static string Method(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "CONNECT" or "TRACE" ? method : "_OTHER";

    private static RequestLabels Of(string template)
    {
        var at = template.IndexOf(Group, StringComparison.Ordinal);
        var rest = at < 0 ? "other" : template[(at + Group.Length)..];
        return new RequestLabels("/" + template.TrimStart('/'), rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest);
    }
}
