namespace ScimFunctions.Directory.Searching;

/// <summary>How much work one search may make.</summary>
/// <param name="MostScanned">The most rows that a filter or a sorted list may have looked at, at least 1. A list without
/// either is not bounded, since only its page is read.</param>
public sealed record SearchLimits(int MostScanned)
{
    /// <summary>The most groups and members on a page of more than one resource: some hundred megabytes while it is made.</summary>
    public int MostRelations { get; init; } = 250_000;

    /// <summary>What the embedded store goes through in some seconds.</summary>
    public const int OfEmbeddedStore = 1_000_000;

    /// <summary>What Azure Tables give in some seconds.</summary>
    public const int OfAzureTables = 50_000;
}
