namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>An entry at its place. The two parts of the place name it for ever.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Place">The place in the lane.</param>
/// <param name="Entry">The entry.</param>
public sealed record JournalRecord(string Lane, long Place, JournalEntry Entry);
