using System.Text.Json.Serialization;

namespace ScimFunctions.Directory.Erasing;

/// <summary>What is kept of an erasure. It holds no personal data.</summary>
public sealed record ErasureReceipt
{
    /// <summary>The id of the erasure.</summary>
    public required string Id { get; init; }

    /// <summary>Whether rows are left that may tell of the person: the same request carries on, and so does upkeep. Such a
    /// receipt is not kept.</summary>
    [JsonIgnore]
    public bool IsPending { get; init; }

    /// <summary>When it was complete, or came to this point.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id of the user; null where the client had chosen it, so that it may be personal data itself.</summary>
    public string? UserId { get; init; }

    /// <summary>How many rows of the user, its memberships and its index were removed.</summary>
    public int RowsErased { get; init; }

    /// <summary>How many entries of the journal lost what they told of the person. The entries stay, so that none is missing.</summary>
    public int JournalEntriesErased { get; init; }

    /// <summary>How many logged requests lost what they told of the person.</summary>
    public int LogEntriesErased { get; init; }

    /// <summary>The ids of the exports that were made of the tenant group, which may hold the person and are out of reach.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];
}
