using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>A member of a SCIM group: the row in the group, its reverse, and what both lead to.</summary>
internal sealed record EdgeSubject(string Group, MemberEdge Member) : Subject
{
    /// <inheritdoc/>
    public override async Task<Broken?> VerifyAsync(SubjectReads reads)
    {
        if (await IntentSubject.IsUnderWayAsync(reads, Group) || (Member.IsGroup && await IntentSubject.IsUnderWayAsync(reads, Member.Id)))
        {
            return null;
        }

        var edge = await reads.FindAsync(MemberRows.Edge(Group, Member));
        var reverse = await reads.FindAsync(MemberRows.Reverse(Group, Member));
        var found = edge ?? reverse;
        if (found is null)
        {
            return null;
        }

        var group = await reads.FindAsync(RowKeys.Group(Group));
        var member = await reads.FindAsync(MemberRows.Member(Member));
        if (group is null || member is null)
        {
            return new Broken(
                [new Finding(found.Key, group is null ? "The row is of a SCIM group that is not there." : "The row is of a member that is not there.")],
                [.. Touches(group, member), .. new[] { edge, reverse }.OfType<Row>().Select(row => new DeleteUnchangedRow(row.Key, row.ETag))]);
        }

        List<RowChange> whole = [.. Touches(group, member), new UpsertRow(MemberRows.Edge(Group, Member), Columns.None, default), new UpsertRow(MemberRows.Reverse(Group, Member), Columns.None, default)];
        return edge is null || reverse is null
            ? new Broken([new Finding(found.Key, $"The row has no counterpart: {(edge is null ? MemberRows.Edge(Group, Member) : MemberRows.Reverse(Group, Member))} is missing.")], whole)
            : !Member.IsGroup && member.Columns.GetBoolean(ColumnNames.InGroups) is not true
                ? new Broken([new Finding(member.Key, "The user is in SCIM groups, and its row says that it is in none.")], whole)
                : null;
    }

    // What is there of the two ends is touched, as by every change of members, so that nobody deletes it meanwhile.
    private static IEnumerable<RowChange> Touches(Row? group, Row? member)
    {
        if (group is not null)
        {
            yield return new TouchRow(group.Key, Columns.None);
        }

        if (member is not null)
        {
            yield return new TouchRow(member.Key, member.Key.StartsWith(RowKeys.Users, StringComparison.Ordinal)
                ? Columns.Of(new Column(ColumnNames.InGroups, true))
                : Columns.None);
        }
    }
}
