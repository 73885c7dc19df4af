using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory;

/// <summary>On whose behalf a change is made, for the journal, and by which schemas.</summary>
/// <param name="Actor">The id of the token.</param>
/// <param name="CorrelationId">The id under which the request's log lines are found.</param>
public sealed record ChangeContext(string Actor, string CorrelationId)
{
    /// <summary>The resource types of the tenant group.</summary>
    public ResourceCatalog Catalog { get; init; } = ResourceCatalog.Core;

    /// <summary>What the request does to the user's password; null for nothing.</summary>
    public PasswordChange? Password { get; init; }
}
