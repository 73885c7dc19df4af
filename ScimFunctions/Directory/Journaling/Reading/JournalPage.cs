namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>Some entries of the journal.</summary>
/// <param name="Entries">The entries: those of one lane in the lane's order, lanes merged by the time of the entries.</param>
/// <param name="Cursor">Where the reading goes on, in the same order.</param>
/// <param name="More">Whether there is more to read now.</param>
/// <param name="HasLost">Whether entries between the cursor that was given and these are no longer kept.</param>
public sealed record JournalPage(IReadOnlyList<JournalRecord> Entries, JournalCursor Cursor, bool More, bool HasLost);
