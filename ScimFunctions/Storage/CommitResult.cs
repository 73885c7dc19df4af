namespace ScimFunctions.Storage;

/// <summary>Why a change of a batch could not be made.</summary>
public enum ConflictReason
{
    /// <summary>An insert met a row with its key.</summary>
    Exists,

    /// <summary>A change wanted a row that is not there.</summary>
    Missing,

    /// <summary>The row no longer has the version that was read.</summary>
    Changed,
}

/// <summary>How a batch ended: all of it or nothing of it.</summary>
public abstract record CommitResult;

/// <summary>All changes are durable.</summary>
/// <param name="ETags">The new version of each change's row, in the order of the changes; empty for deletions.</param>
public sealed record Committed(IReadOnlyList<string> ETags) : CommitResult;

/// <summary>No change was made.</summary>
/// <param name="Index">Which change conflicted: the first in the batch's order that does.</param>
/// <param name="Reason">Why.</param>
/// <param name="Retried">Whether the adapter had sent the batch before without learning its outcome, so that the row in
/// the way may be this very batch's own.</param>
public sealed record Conflicted(int Index, ConflictReason Reason, bool Retried) : CommitResult;
