using ScimFunctions.Directory.Journaling;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory;

/// <summary>On whose behalf a change is made, for the journal, and by which schemas.</summary>
/// <param name="Actor">The id of the token.</param>
/// <param name="CorrelationId">The id under which the request's log lines are found.</param>
public sealed record ChangeContext(string Actor, string CorrelationId)
{
    private static readonly ScimError TooLate = ScimError.Unavailable(
        "The request has taken too long, and makes no more changes. Repeat it.", retryAfterSeconds: 1);

    /// <summary>The resource types of the tenant group.</summary>
    public ResourceCatalog Catalog { get; init; } = ResourceCatalog.Core;

    /// <summary>What the request may still work; null where each of its changes is bounded alone.</summary>
    public WorkBudget? Work { get; init; }

    /// <summary>The client's software, as it calls itself; null where it does not.</summary>
    public string? Client { get; init; }

    /// <summary>What the request does to the user's password; null for nothing.</summary>
    public PasswordChange? Password { get; init; }

    /// <summary>In UTC ticks, after when no more changes are made, so that a tenant group that was deleted meanwhile can be
    /// removed without anybody writing into it; 0 for none.</summary>
    public long Deadline { get; init; }

    /// <summary>The journal entry of a change.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="resourceType">The name of the resource's type.</param>
    /// <param name="id">The resource's id.</param>
    /// <param name="changed">The names of the top-level attributes that change, separated by spaces.</param>
    /// <param name="state">The state after it; of a deletion, the last one.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ScimException">503: it is past the deadline.</exception>
    internal JournalEntry EntryOf(
        ChangeKind kind, string resourceType, string id, string changed, ReadOnlyMemory<byte> state, DateTimeOffset at) => new()
        {
            ChangeId = ResourceId.New(),
            Kind = kind,
            ResourceType = resourceType,
            ResourceId = id,
            Actor = Actor,
            Client = Client,
            CorrelationId = CorrelationId,
            At = Deadline > 0 && at.UtcTicks > Deadline ? throw new ScimException(TooLate) : at,
            Changed = changed,
            State = state,
        };
}
