using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>
/// The rows of a member: its edge and the reverse of that. What changes these also touches the member or the group,
/// whichever the batch does not hold anyway, so that both versions move and neither can be deleted meanwhile.
/// </summary>
internal static class MemberRows
{
    /// <summary>The most members that change in the batch of a group and its journal entry.</summary>
    public const int MostAtOnce = 30;

    private const int RowsEach = 3;

    /// <summary>The touch of a member in whose groups something changes.</summary>
    private static readonly Columns InGroups = Columns.Of(new Column(ColumnNames.InGroups, true));

    /// <summary>How many members can change in a batch of the group: fewer than <see cref="MostAtOnce"/> where index rows,
    /// such as those of unique extension values, take their place.</summary>
    /// <param name="others">How many changes the batch has beside those of members and of nesting.</param>
    public static int RoomBeside(int others) => Math.Min(MostAtOnce, (Journal.MostChanges - others - 1) / RowsEach);

    public static string Edge(string group, MemberEdge edge) =>
        edge.IsGroup ? RowKeys.GroupMember(group, edge.Id) : RowKeys.UserMember(group, edge.Id);

    /// <summary>The member's own row.</summary>
    public static string Member(MemberEdge edge) => edge.IsGroup ? RowKeys.Group(edge.Id) : RowKeys.User(edge.Id);

    /// <summary>What changes a member of a group whose row the batch holds. The touch comes first: where it finds no row,
    /// there is no such member.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="change">The member.</param>
    /// <param name="isRepeatable">Whether a member that is there already is no conflict.</param>
    public static RowChange[] Of(string group, EdgeChange change, bool isRepeatable)
    {
        var edge = Edge(group, change.Edge);
        var reverse = Reverse(group, change.Edge);
        var touch = new TouchRow(Member(change.Edge), change.Edge.IsGroup ? Columns.None : InGroups);
        return (change.Added, isRepeatable) switch
        {
            (false, _) => [touch, new DeleteRow(edge), new DeleteRow(reverse)],
            (true, true) => [touch, new UpsertRow(edge, Columns.None, default), new UpsertRow(reverse, Columns.None, default)],
            _ => [touch, new InsertRow(edge, Columns.None, default), new UpsertRow(reverse, Columns.None, default)],
        };
    }

    /// <summary>Touches the groups that a large change adds already when it is committed: one that is being deleted would
    /// otherwise stay in the row of nestings, which changes then.</summary>
    public static IEnumerable<RowChange> TouchNewGroups(IReadOnlyList<EdgeChange> edges) =>
        edges.Where(change => change is { Added: true, Edge.IsGroup: true }).Select(change => new TouchRow(Member(change.Edge), Columns.None));

    /// <summary>What takes a member out of a group, in a batch that holds the member's row.</summary>
    public static RowChange[] Leave(string group, MemberEdge member) =>
    [
        new TouchRow(RowKeys.Group(group), Columns.None),
        new DeleteRow(Edge(group, member)),
        new DeleteRow(Reverse(group, member)),
    ];

    /// <summary>The key of the reverse of an edge.</summary>
    public static string Reverse(string group, MemberEdge edge) =>
        edge.IsGroup ? RowKeys.Parent(edge.Id, group) : RowKeys.MemberOf(edge.Id, group);
}
