using ScimFunctions.Directory;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Operations;

/// <summary>The resources of one type in one tenant group, and on whose behalf they are worked on.</summary>
/// <param name="Group">The tenant group.</param>
/// <param name="Type">The resource type, of the tenant group's catalog.</param>
/// <param name="Change">On whose behalf.</param>
public readonly record struct ResourceTarget(TenantGroup Group, ResourceType Type, ChangeContext Change);
