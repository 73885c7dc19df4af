namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>What is asked of the provisioning log, the newest first.</summary>
public sealed record LogQuery
{
    /// <summary>The id or the userName of a user that it is about; null for all.</summary>
    public string? User { get; init; }

    /// <summary>Which statuses; null for all.</summary>
    public StatusRange? Status { get; init; }

    /// <summary>Only of this time or later; null for all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this time; null for all.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Where an earlier page ended; null to begin.</summary>
    public LogPosition? Position { get; init; }

    /// <summary>The most entries of a page: 1 to 1,000.</summary>
    public int Count { get; init; } = 100;
}
