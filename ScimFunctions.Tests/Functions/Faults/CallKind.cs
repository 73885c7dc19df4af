namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>What a call of the store is for.</summary>
public enum CallKind
{
    /// <summary>One row.</summary>
    Find,

    /// <summary>A page of a range.</summary>
    Read,

    /// <summary>A batch of changes.</summary>
    Commit,
}
