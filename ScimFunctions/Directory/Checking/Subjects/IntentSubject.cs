using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>A committed change of a SCIM group's members that is being made: its header, its lists, and who names it.</summary>
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
        var intent = header is null ? null : new GroupIntent(header);
        if (Key != RowKeys.Nesting && Key != RowKeys.Intent(Group))
        {
            return intent?.Id == Key.Split(':')[2] || IsYoung(row, reads.Now)
                ? null
                : Of("The row is a part of a change that is not there.", new DeleteUnchangedRow(Key, row.ETag));
        }

        return await VerifyNestingAsync(reads, intent) ?? await VerifyGroupAsync(reads, header, intent);
    }

    // Of a change that is about to be committed.
    private static bool IsYoung(Row row, DateTimeOffset now) =>
        (row.Columns.GetInt64(ColumnNames.Since) ?? 0) > (now - IntentSweep.OldEnough).ToUnixTimeMilliseconds();

    private async Task<Broken?> VerifyNestingAsync(SubjectReads reads, GroupIntent? intent)
    {
        var row = await reads.FindAsync(RowKeys.Nesting);
        var pending = NestingRow.ReadPending(row);
        if (pending.GetValueOrDefault(Group)?.Id == intent?.Id)
        {
            return null;
        }

        pending.Remove(Group);
        if (intent is not null)
        {
            pending[Group] = new PendingIntent(Group, intent.Id, intent.IsDeletion);
        }

        return Of(
            intent is null ? "The row names a change of members that is not there." : "The row of nestings does not name the change.",
            NestingRow.Change(NestingRow.Read(row), pending.Values, row?.ETag));
    }

    private async Task<Broken?> VerifyGroupAsync(SubjectReads reads, Row? header, GroupIntent? intent)
    {
        if (header is null || intent is null or { IsDeletion: true })
        {
            return null;
        }

        var group = await reads.FindAsync(RowKeys.Group(Group));
        if (group is null)
        {
            return Of("The row is a change of a SCIM group that is not there.", new DeleteUnchangedRow(header.Key, header.ETag));
        }

        return group.Columns.GetString(ColumnNames.Pending) == intent.Id
            ? null
            : Of(
                "The SCIM group does not say that the change of its members is its last.",
                new TouchRow(group.Key, Columns.Of(new Column(ColumnNames.Pending, intent.Id))));
    }

    private Broken Of(string problem, RowChange mending) => new([new Finding(Key, problem)], [mending]);
}
