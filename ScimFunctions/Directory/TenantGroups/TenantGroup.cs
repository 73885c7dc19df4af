namespace ScimFunctions.Directory.TenantGroups;

/// <summary>
/// What an administrator calls a group: the top-level unit that an organisation provisions into. It is the partition
/// of everything in it.
/// </summary>
public sealed record TenantGroup
{
    /// <summary>The immutable id: a random UUID in lower case, and the partition of the tenant group's rows.</summary>
    public required string Id { get; init; }

    /// <summary>The path in URLs, as the administrator wrote it; unique without regard to case.</summary>
    public required string Path { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>The role that a new member gets.</summary>
    public required string DefaultRole { get; init; }

    /// <summary>Whether SCIM groups may be given a displayName that another one has.</summary>
    public bool AllowDuplicateGroupNames { get; init; }

    /// <summary>Which version of the tenant group's token secret counts; null before its first token.</summary>
    public string? TokensVersion { get; init; }

    /// <summary>Which version of the catalog of registered schema extensions counts; null before the first.</summary>
    public string? SchemasVersion { get; init; }

    public required DateTimeOffset Created { get; init; }
}
