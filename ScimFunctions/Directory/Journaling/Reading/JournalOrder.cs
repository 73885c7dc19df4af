namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>In which direction the journal is read.</summary>
public enum JournalOrder
{
    /// <summary>What happened first comes first. Nothing is ever skipped: a lane is read up to a place that is still being written.</summary>
    OldestFirst,

    /// <summary>What happened last comes first, from what is there when the reading begins.</summary>
    NewestFirst,
}
