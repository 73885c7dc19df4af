namespace ScimFunctions.Directory.TenantGroups;

/// <summary>Makes the immutable ids of tenant groups.</summary>
public static class TenantGroupId
{
    /// <summary>A new random UUID (version 4), lower-case, with hyphens.</summary>
    public static string New()
    {
#pragma warning disable RS0030 // The one place that makes ids of tenant groups.
        return Guid.NewGuid().ToString();
#pragma warning restore RS0030
    }
}
