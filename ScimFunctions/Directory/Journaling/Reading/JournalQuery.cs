namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>What is asked of the journal.</summary>
public sealed record JournalQuery
{
    /// <summary>The most entries that one page may have.</summary>
    public const int MostEntries = 1_000;

    /// <summary>In which direction.</summary>
    public JournalOrder Order { get; init; }

    /// <summary>Where an earlier page of the same order ended; null to begin.</summary>
    public JournalCursor? Cursor { get; init; }

    /// <summary>The most entries that are given: 1 to <see cref="MostEntries"/>.</summary>
    public int Count { get; init; } = 100;

    /// <summary>The most entries that are looked at; the page then ends with fewer, and goes on.</summary>
    public int MostScanned { get; init; } = 10_000;

    /// <summary>Only entries of this time or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only entries before this time; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Which entries are wanted; null for all.</summary>
    public Func<JournalEntry, bool>? Where { get; init; }

    /// <summary>Whether an entry is asked for.</summary>
    internal bool Matches(JournalEntry entry) =>
        !(entry.At < Since) && !(entry.At >= Until) && (Where is null || Where(entry));
}
