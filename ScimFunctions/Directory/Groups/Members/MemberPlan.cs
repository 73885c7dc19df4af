using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>What a change does to a group's members.</summary>
/// <param name="Edges">Who comes and who goes.</param>
/// <param name="Room">How many members the group's batch has room for.</param>
internal sealed record MemberPlan(IReadOnlyList<EdgeChange> Edges, int Room)
{
    /// <summary>Whether it takes more than one batch.</summary>
    public bool IsLarge => Edges.Count > Room;

    /// <summary>What was written before the batch, where it takes more than one.</summary>
    public PreparedIntent? Intent { get; init; }

    /// <summary>The change of the row that holds which groups are in which, where that changes; else null.</summary>
    public RowChange? Nesting { get; init; }
}
