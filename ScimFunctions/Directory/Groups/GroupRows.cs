using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>The changes of rows that make, change and remove a group. The group's document always comes first.</summary>
internal static class GroupRows
{
    /// <summary>How many members <see cref="Create"/> has room for, beside the count.</summary>
    public static int RoomToCreate(GroupIndex index) => MemberRows.RoomBeside(index.Inserts().Count() + 3);

    /// <summary>How many members <see cref="Update"/> has room for.</summary>
    public static int RoomToUpdate(GroupIndex before, GroupIndex index) => MemberRows.RoomBeside(index.ChangesFrom(before).Count() + 1);

    /// <summary>What makes a group with its index rows and members, and keeps its id from being chosen for a user.</summary>
    public static List<RowChange> Create(string id, GroupIndex index, ReadOnlyMemory<byte> document, MemberPlan plan) =>
    [
        new InsertRow(RowKeys.Group(id), Columns(index, plan.Intent?.Intent.Id), document),
        .. index.Inserts(),
        new InsertRow(RowKeys.TakenId(id), Storage.Columns.None, default),
        .. Members(id, plan),
    ];

    /// <summary>What makes a group that is imported, whose members have lines of their own, and whose id may have one.</summary>
    public static List<RowChange> Import(string id, GroupIndex index, ReadOnlyMemory<byte> document) =>
    [
        new InsertRow(RowKeys.Group(id), Columns(index, null), document),
        .. index.Inserts(),
        new UpsertRow(RowKeys.TakenId(id), Storage.Columns.None, default),
    ];

    /// <summary>What leads from one version of a group to the next.</summary>
    public static List<RowChange> Update(
        StoredGroup before, GroupIndex indexBefore, GroupIndex index, ReadOnlyMemory<byte> document, MemberPlan plan) =>
    [
        new ReplaceRow(before.Row.Key, before.Row.ETag, Columns(index, plan.Intent?.Intent.Id), document),
        .. index.ChangesFrom(indexBefore),
        .. Members(before.Id, plan),
    ];

    /// <summary>What removes a group; its members follow in the same batch or by an intent.</summary>
    public static List<RowChange> Delete(StoredGroup group, GroupIndex index) =>
    [
        new DeleteUnchangedRow(group.Row.Key, group.Row.ETag),
        .. index.Deletes(),
        new UpsertRow(RowKeys.TakenId(group.Id), Storage.Columns.None, default),
    ];

    /// <summary>What gives a group's row the columns that its document asks for.</summary>
    public static ReplaceRow Rewrite(StoredGroup group, GroupIndex index) =>
        new(group.Row.Key, group.Row.ETag, Columns(index, group.Intent), group.Document);

    private static IEnumerable<RowChange> Members(string id, MemberPlan plan)
    {
        IEnumerable<RowChange> nesting = plan.Nesting is null ? [] : [plan.Nesting];
        return nesting.Concat(plan.Intent is { } intent
            ? [.. intent.Rows, .. MemberRows.TouchNewGroups(plan.Edges)]
            : plan.Edges.SelectMany(change => MemberRows.Of(id, change, isRepeatable: false)));
    }

    private static Columns Columns(GroupIndex index, string? intent)
    {
        List<Column> columns = [new(ColumnNames.DisplayName, index.DisplayName)];
        if (index.SharedName)
        {
            columns.Add(new(ColumnNames.SharedName, true));
        }

        if (intent is not null)
        {
            columns.Add(new(ColumnNames.Pending, intent));
        }

        return Storage.Columns.Of([.. columns]);
    }
}
