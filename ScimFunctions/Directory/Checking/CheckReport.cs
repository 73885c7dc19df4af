namespace ScimFunctions.Directory.Checking;

/// <summary>What a check of a tenant group found.</summary>
public sealed record CheckReport
{
    /// <summary>How many rows were held against each other.</summary>
    public required long Rows { get; init; }

    /// <summary>The rows that break an invariant, by key; none where all is well.</summary>
    public IReadOnlyList<Finding> Findings => [.. Broken.SelectMany(broken => broken.Findings).Distinct().OrderBy(finding => finding.Key, StringComparer.Ordinal)];

    /// <summary>The SCIM groups of which a committed change of members is not yet made in full: who meets it next finishes it.</summary>
    public required IReadOnlyList<string> Unfinished { get; init; }

    /// <summary>How many places of the journal are empty: who reads it makes them void.</summary>
    public required int EmptyPlaces { get; init; }

    internal IReadOnlyList<Broken> Broken { get; init; } = [];
}
