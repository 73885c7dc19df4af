namespace ScimFunctions.Directory.TenantGroups;

/// <summary>How a change of the registry ended.</summary>
public abstract record TenantGroupOutcome;

/// <summary>The tenant group is durable as given here.</summary>
/// <param name="Stored">The tenant group and the version of its row.</param>
public sealed record TenantGroupSaved(StoredTenantGroup Stored) : TenantGroupOutcome;

/// <summary>Another tenant group has the path, perhaps in other case. Nothing was changed.</summary>
public sealed record TenantGroupExists : TenantGroupOutcome;

/// <summary>The path or the name breaks a rule. Nothing was changed.</summary>
/// <param name="Problem">The rule, as a sentence.</param>
public sealed record TenantGroupInvalid(string Problem) : TenantGroupOutcome;

/// <summary>The row has changed, or is gone, since it was read. Nothing was changed.</summary>
public sealed record TenantGroupChanged : TenantGroupOutcome;

/// <summary>There is no tenant group with that path.</summary>
public sealed record TenantGroupMissing : TenantGroupOutcome;

/// <summary>The tenant group is being deleted, and nothing of it is changed any more.</summary>
public sealed record TenantGroupIsDeleted : TenantGroupOutcome;

/// <summary>It answers to as many former paths as it may. Nothing was changed.</summary>
public sealed record TenantGroupMovedTooOften : TenantGroupOutcome;
