namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>A request that changed nothing, as the provisioning log keeps it: one that was refused, or that only read; or several that are alike.</summary>
public sealed record LoggedRequest
{
    private const int LongestId = 64, LongestDetail = 300;

    /// <summary>When it was answered; of several, the first; of refused tokens, when their hour began.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The id of the token; null where none was good.</summary>
    public string? Actor { get; init; }

    /// <summary>The client's software, as it calls itself; null where it does not.</summary>
    public string? Client { get; init; }

    /// <summary>The verb.</summary>
    public required string Action { get; init; }

    /// <summary>The kind of resource, as its path has it, such as <c>Users</c>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>The id in the path; null without one, and of several that are alike.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The status that was answered.</summary>
    public required int Status { get; init; }

    /// <summary>What the client was told; null where it was served.</summary>
    public string? Detail { get; init; }

    /// <summary>The id under which the server's own log has it; null of several that are alike.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How many requests it stands for.</summary>
    public int Times { get; init; } = 1;

    /// <summary>What it has in common with others when there are too many to keep each.</summary>
    internal LoggedRequest Kind => this with { At = default, ResourceId = null, CorrelationId = null, Client = null, Times = 1 };

    /// <summary>The same, without more text than is kept.</summary>
    internal LoggedRequest Bounded => this with { ResourceId = Begin(ResourceId, LongestId), Detail = Begin(Detail, LongestDetail) };

    private static string? Begin(string? text, int longest) => text?.Length > longest ? text[..longest] : text;
}
