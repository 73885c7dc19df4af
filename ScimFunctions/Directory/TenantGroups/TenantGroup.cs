using System.Text.Json.Serialization;

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

    /// <summary>The role that a new member gets, one of <see cref="MemberRoles"/>.</summary>
    public required string DefaultRole { get; init; }

    /// <summary>The roles that members may have; null for <see cref="TenantGroupRoles.Default"/>.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>The roles that members may have, <see cref="TenantGroupRoles.Owner"/> among them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> MemberRoles => Roles ?? TenantGroupRoles.Default;

    /// <summary>The domains that users' e-mail addresses are of, in lower case; null for any.</summary>
    public IReadOnlyList<string>? AllowedEmailDomains { get; init; }

    /// <summary>How many users there may be; null for any number.</summary>
    public int? UserLimit { get; init; }

    /// <summary>For how many days journal entries are kept; 0 for ever, null as long as the server's configuration says.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Whether requests that only read are put into the provisioning log too.</summary>
    public bool JournalReads { get; init; }

    /// <summary>The most days that a new token may be valid; null where it may be for ever.</summary>
    public int? TokenMaxLifetimeDays { get; init; }

    /// <summary>Whether SCIM groups may be given a displayName that another one has.</summary>
    public bool AllowDuplicateGroupNames { get; init; }

    /// <summary>Whether <see cref="AllowDuplicateGroupNames"/> holds or ever held: then several SCIM groups may have one
    /// displayName still, and names are looked for in both of their places.</summary>
    public bool MayShareGroupNames { get => field || AllowDuplicateGroupNames; init; }

    /// <summary>How its members sign in; null where nothing was configured.</summary>
    public SamlSso? Sso { get; init; }

    /// <summary>Paths that it had before, which still answer; null for none.</summary>
    public IReadOnlyList<PreviousPath>? PreviousPaths { get; init; }

    /// <summary>That it is being deleted; null where it is not.</summary>
    public TenantGroupDeletion? Deleting { get; init; }

    /// <summary>Which version of the tenant group's token secret counts; null before its first token.</summary>
    public string? TokensVersion { get; init; }

    /// <summary>Which version of the catalog of registered schema extensions counts; null before the first.</summary>
    public string? SchemasVersion { get; init; }

    public required DateTimeOffset Created { get; init; }
}
