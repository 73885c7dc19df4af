using ScimFunctions.Directory.Journaling;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory;

/// <summary>On whose behalf a change is made, for the journal, and by which schemas.</summary>
/// <param name="Actor">The id of the token.</param>
/// <param name="CorrelationId">The id under which the request's log lines are found.</param>
public sealed record ChangeContext(string Actor, string CorrelationId)
{
    /// <summary>The resource types of the tenant group.</summary>
    public ResourceCatalog Catalog { get; init; } = ResourceCatalog.Core;

    /// <summary>What the request may still work; null where each of its changes is bounded alone.</summary>
    public WorkBudget? Work { get; init; }

    /// <summary>What the request does to the user's password; null for nothing.</summary>
    public PasswordChange? Password { get; init; }

    /// <summary>The journal entry of a change.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="resourceType">The name of the resource's type.</param>
    /// <param name="id">The resource's id.</param>
    /// <param name="changed">The names of the top-level attributes that change, separated by spaces.</param>
    /// <param name="state">The state after it; of a deletion, the last one.</param>
    /// <param name="at">When.</param>
    internal JournalEntry EntryOf(
        ChangeKind kind, string resourceType, string id, string changed, ReadOnlyMemory<byte> state, DateTimeOffset at) => new()
        {
            ChangeId = ResourceId.New(),
            Kind = kind,
            ResourceType = resourceType,
            ResourceId = id,
            Actor = Actor,
            CorrelationId = CorrelationId,
            At = at,
            Changed = changed,
            State = state,
        };
}
