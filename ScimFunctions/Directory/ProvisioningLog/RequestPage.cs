namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>Logged requests, the newest first, with the place behind each.</summary>
/// <param name="Found">The requests, each with the key of its row and how many of the row were passed with it.</param>
/// <param name="Row">The row where the reading goes on; null where nothing was read.</param>
/// <param name="Given">How many of that row were passed.</param>
/// <param name="Floor">Down to which time all are there; the beginning of time where none follow.</param>
internal sealed record RequestPage(
    IReadOnlyList<(LoggedRequest Request, string Row, int Given)> Found, string? Row, int Given, DateTimeOffset Floor)
{
    /// <summary>Whether more may follow.</summary>
    public bool More => Floor != DateTimeOffset.MinValue;
}
