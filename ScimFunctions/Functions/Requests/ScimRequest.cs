using ScimFunctions.Directory;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Requests;

/// <summary>A request whose token was found good.</summary>
/// <param name="Http">The request.</param>
/// <param name="Group">The tenant group that the token belongs to.</param>
/// <param name="BaseUrl">The Tenant URL as the client knows it, without a final slash.</param>
/// <param name="Change">On whose behalf changes are made.</param>
public sealed record ScimRequest(HttpRequest Http, TenantGroup Group, string BaseUrl, ChangeContext Change)
{
    /// <summary>The resource types of the tenant group.</summary>
    public ResourceCatalog Catalog => Change.Catalog;

    /// <summary>The <c>{id}</c> of the route.</summary>
    public string Id => (string)Http.RouteValues["id"]!;

    /// <summary>The <c>If-Match</c> header, or null.</summary>
    public string? IfMatch => Http.Headers.IfMatch is [] ? null : Http.Headers.IfMatch.ToString();

    /// <summary>A query parameter, or null without one.</summary>
    /// <exception cref="ScimException">400 where it is given twice.</exception>
    public string? Query(string name)
    {
        if (!Http.QueryString.HasValue)
        {
            return null;
        }

        var values = Http.Query[name];
        return values.Count <= 1
            ? (string?)values
            : throw new ScimException(ScimError.InvalidValue($"The query parameter {name} is given more than once."));
    }
}
