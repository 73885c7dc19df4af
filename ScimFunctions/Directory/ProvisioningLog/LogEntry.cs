using ScimFunctions.Directory.Journaling;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>One line of the provisioning log: a change, or requests that changed nothing.</summary>
public sealed record LogEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id of the token, or the administrator; null where no token was good.</summary>
    public string? Actor { get; init; }

    /// <summary>The client's software, as it calls itself; null where it is not known.</summary>
    public string? Client { get; init; }

    /// <summary>What was done, such as <c>created</c>; of a request that changed nothing its verb.</summary>
    public required string Action { get; init; }

    /// <summary>The type of the resource, or null.</summary>
    public string? ResourceType { get; init; }

    /// <summary>The id of the resource, or null.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The names of the attributes that changed.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The status that was answered.</summary>
    public required int Status { get; init; }

    /// <summary>What the client was told of a refusal; null without one.</summary>
    public string? Detail { get; init; }

    /// <summary>The id under which the server's own log has it, or null.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How many requests it stands for.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The line of a change.</summary>
    public static LogEntry Of(JournalEntry entry) => new()
    {
        At = entry.At,
        Actor = entry.Actor,
        Client = entry.Client,
        Action = entry.Kind.ToString().ToLowerInvariant(),
        ResourceType = entry.ResourceType,
        ResourceId = entry.ResourceId,
        Attributes = entry.Changed.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Status = StatusOf(entry.Kind),
        CorrelationId = entry.CorrelationId,
    };

    /// <summary>The line of requests that changed nothing.</summary>
    public static LogEntry Of(LoggedRequest request) => new()
    {
        At = request.At,
        Actor = request.Actor,
        Client = request.Client,
        Action = request.Action,
        ResourceType = request.ResourceType,
        ResourceId = request.ResourceId,
        Status = request.Status,
        Detail = request.Detail,
        CorrelationId = request.CorrelationId,
        Times = request.Times,
    };

    /// <summary>What is answered to a change of that kind.</summary>
    internal static int StatusOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Created or ChangeKind.Restored => 201,
        ChangeKind.Deleted => 204,
        _ => 200,
    };
}
