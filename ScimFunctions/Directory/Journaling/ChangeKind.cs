namespace ScimFunctions.Directory.Journaling;

/// <summary>What a journal entry tells of.</summary>
public enum ChangeKind
{
    Created,
    Replaced,
    Patched,
    Deleted,

    /// <summary>Made again as it was before it was deleted.</summary>
    Restored,
}
