using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Management.Access;

namespace ScimFunctions.Functions.Management;

/// <summary>A request of an administrator, to a tenant group that there is.</summary>
/// <param name="Http">The request.</param>
/// <param name="Stored">The tenant group, read just now.</param>
/// <param name="BaseUrl">Its Tenant URL, without a final slash.</param>
/// <param name="By">Who sent it.</param>
/// <param name="CorrelationId">The id under which the request's log lines are found.</param>
public sealed record ManagementRequest(HttpRequest Http, StoredTenantGroup Stored, string BaseUrl, Administrator By, string CorrelationId)
    : RootRequest(Http, By, CorrelationId)
{
    /// <summary>The tenant group.</summary>
    public TenantGroup Group => Stored.Group;

    /// <summary>The version of its row.</summary>
    public string Version => Stored.ETag;
}
