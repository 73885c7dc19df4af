namespace ScimFunctions.Directory.TenantGroups;

/// <summary>A tenant group as it was read.</summary>
/// <param name="Group">The tenant group.</param>
/// <param name="ETag">The version of its row, to be given to <see cref="TenantGroupRegistry.ReplaceAsync"/>.</param>
public sealed record StoredTenantGroup(TenantGroup Group, string ETag)
{
    /// <summary>From when on the path by which it was found answers no more; null where that is its path.</summary>
    public DateTimeOffset? Until { get; init; }
}
