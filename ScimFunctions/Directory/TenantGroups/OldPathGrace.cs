namespace ScimFunctions.Directory.TenantGroups;

/// <summary>For how long URLs of a tenant group's old path answer after it was given another.</summary>
/// <param name="Length">At most <see cref="Longest"/>; zero for not at all.</param>
public sealed record OldPathGrace(TimeSpan Length)
{
    /// <summary>How long it is unless configured.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromDays(30);

    /// <summary>The longest that may be configured.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3650);
}
