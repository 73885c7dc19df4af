using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>A committed change of a SCIM group's members that is being made.</summary>
/// <param name="Group">The SCIM group.</param>
/// <param name="Key">The row that led here.</param>
internal sealed record IntentSubject(string Group, string Key) : Subject
{
    /// <summary>Whether such a change is on its way, so that the rows of members are allowed to differ.</summary>
    public static async Task<bool> IsUnderWayAsync(SubjectReads reads, string group) => await reads.FindAsync(RowKeys.Intent(group)) is not null;

    /// <inheritdoc/>
    public override async Task<Broken?> VerifyAsync(SubjectReads reads)
    {
        if (await reads.FindAsync(Key) is not { } row)
        {
            return null;
        }

        var header = await reads.FindAsync(RowKeys.Intent(Group));
        if (Key != RowKeys.Group(Group) && Key != RowKeys.Intent(Group))
        {
            return header is not null ? null : Of("The row is a part of a change that is not there.", new DeleteUnchangedRow(Key, row.ETag));
        }

        var isChange = header is not null && !new GroupIntent(header).IsDeletion;
        var group = await reads.FindAsync(RowKeys.Group(Group));
        var isPending = group?.Columns.GetBoolean(ColumnNames.Pending) is true;
        if (isChange == isPending)
        {
            return null;
        }

        return group is null
            ? Of("The row is a change of a SCIM group that is not there.", new DeleteUnchangedRow(header!.Key, header.ETag))
            : Of(
                isPending ? "The SCIM group waits for a change of its members that is not there." : "The SCIM group does not say that a change of its members is on its way.",
                new TouchRow(group.Key, Columns.Of(new Column(ColumnNames.Pending, isChange))));
    }

    private Broken Of(string problem, RowChange mending) => new([new Finding(Key, problem)], [mending]);
}
