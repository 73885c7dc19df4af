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

    /// <summary>Many resources made at once from an export; the state says how many.</summary>
    Imported,
}
