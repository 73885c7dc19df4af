namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>A page of the provisioning log.</summary>
/// <param name="Entries">Its entries, the newest first; fewer than were asked for where many were looked at.</param>
/// <param name="Next">Where the next page begins; null where none does.</param>
public sealed record LogPage(IReadOnlyList<LogEntry> Entries, LogPosition? Next);
