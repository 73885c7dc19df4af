namespace ScimFunctions.Directory.TenantGroups;

/// <summary>That a tenant group is being deleted.</summary>
/// <param name="At">Since when it answers no more.</param>
/// <param name="RemovedAfter">The earliest time at which nothing of it is left, its path included.</param>
public sealed record TenantGroupDeletion(DateTimeOffset At, DateTimeOffset RemovedAfter)
{
    /// <summary>For how long a process may go on with a tenant group's row that it has read.</summary>
    public static readonly TimeSpan LongestKept = TimeSpan.FromSeconds(60);
}
