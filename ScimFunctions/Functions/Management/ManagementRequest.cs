using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions.Management;

/// <summary>A request with the admin key, to a tenant group that there is.</summary>
/// <param name="Http">The request.</param>
/// <param name="Group">The tenant group, read just now.</param>
/// <param name="BaseUrl">Its Tenant URL, without a final slash.</param>
/// <param name="CorrelationId">The id under which the request's log lines are found.</param>
public sealed record ManagementRequest(HttpRequest Http, TenantGroup Group, string BaseUrl, string CorrelationId)
{
    /// <summary>A value of the route.</summary>
    /// <exception cref="ScimException">404 where the path has none.</exception>
    public string Route(string name) => Http.RouteValues[name] as string
        ?? throw new ScimException(ScimError.NotFound("There is nothing at this path."));
}
