using Microsoft.Extensions.Primitives;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Operations;
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
    private static readonly ScimError SearchIsPosted = ScimError.MethodNotAllowed("POST");

    /// <summary>The id of the user that the token is bound to, who is <c>/Me</c>; null where it is bound to none.</summary>
    public string? UserId { get; init; }

    /// <summary>The resource types of the tenant group.</summary>
    public ResourceCatalog Catalog => Change.Catalog;

    /// <summary>The <c>{id}</c> of the route.</summary>
    public string Id => (string)Http.RouteValues["id"]!;

    /// <summary>The <c>{id}</c> of the route of a user or SCIM group.</summary>
    /// <exception cref="ScimException">405 for <c>.search</c>, which is no resource and takes POST alone.</exception>
    public string ResourceId => Id.Equals(".search", StringComparison.OrdinalIgnoreCase) ? throw new ScimException(SearchIsPosted) : Id;

    /// <summary>What the headers say of the version that is to be changed.</summary>
    public Precondition Precondition => new(Text(Http.Headers.IfMatch), Text(Http.Headers.IfNoneMatch));

    /// <summary>The resources of a type, for those who work on them.</summary>
    internal ResourceTarget Target(ResourceType type) => new(Group, type, Change);

    /// <summary>The URL of a resource.</summary>
    internal string UrlOf(StoredResource resource) => UrlOf(resource.TypeName == Catalog.User.Name ? Catalog.User : Catalog.Group, resource.Id);

    /// <summary>The URL of the resource of that type with that id.</summary>
    internal string UrlOf(ResourceType type, string id) => string.Concat(BaseUrl, type.Endpoint, "/", id);

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

    private static string? Text(StringValues header) => header is [] ? null : header.ToString();
}
