namespace ScimFunctions.Directory.TenantGroups.Removal;

/// <summary>That a tenant group is being deleted.</summary>
/// <param name="At">Since when it answers no more.</param>
/// <param name="RemovedAfter">The earliest time at which nothing of it is left, its path included.</param>
public sealed record TenantGroupDeletion(DateTimeOffset At, DateTimeOffset RemovedAfter)
{
    /// <summary>For how long a process may go on with a tenant group's row that it has read.</summary>
    public static readonly TimeSpan LongestKept = TimeSpan.FromSeconds(60);

    /// <summary>For how long after its begin a request may still make changes.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(5);

    /// <summary>How long after the deletion nobody can write into the tenant group any more: every process has read that it
    /// is deleted, and what was let in before has ended.</summary>
    public static readonly TimeSpan UntilFirstSweep = LongestKept + LongestRequest;

    /// <summary>How long after the first removal of everything the second one looks for what came late all the same, such as
    /// a change that was on its way to the store when its process was stopped.</summary>
    public static readonly TimeSpan UntilSecondSweep = LongestRequest;

    /// <summary>One that begins now.</summary>
    public static TenantGroupDeletion Begin(DateTimeOffset now) => new(now, now + UntilFirstSweep + UntilSecondSweep);
}
