using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>What a change does to a group's members.</summary>
/// <param name="Edges">Who comes and who goes.</param>
/// <param name="Nesting">The change of the row that holds which groups are in which, where that changes; else null.</param>
/// <param name="Room">How many members the group's batch has room for.</param>
internal sealed record MemberPlan(IReadOnlyList<EdgeChange> Edges, RowChange? Nesting, int Room)
{
    /// <summary>Whether it takes more than one batch.</summary>
    public bool IsLarge => Edges.Count > Room;
}
