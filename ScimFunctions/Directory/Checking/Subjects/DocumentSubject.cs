using ScimFunctions.Directory.Checking.Facts;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Users;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>A user or a SCIM group with the rows that its document asks for. The document is what counts.</summary>
internal sealed record DocumentSubject(bool IsGroup, string Id) : Subject
{
    private string Key => IsGroup ? RowKeys.Group(Id) : RowKeys.User(Id);

    /// <summary>The rows that the document of a resource asks for; null where there is none or it cannot be read.</summary>
    public static async Task<ExpectedRows?> ExpectedAsync(SubjectReads reads, bool isGroup, string id) =>
        await reads.FindAsync(isGroup ? RowKeys.Group(id) : RowKeys.User(id)) is { } row
            ? ExpectedRows.Of(isGroup ? new StoredGroup(id, row) : (StoredResource)new StoredUser(id, row), reads.Catalog, reads.Now)
            : null;

    /// <inheritdoc/>
    public override async Task<Broken?> VerifyAsync(SubjectReads reads)
    {
        if (await reads.FindAsync(Key) is not { } row)
        {
            return null;
        }

        if (await ExpectedAsync(reads, IsGroup, Id) is not { } expected)
        {
            return new Broken([new Finding(Key, "The document cannot be read.")], []);
        }

        var findings = new List<Finding>();
        List<RowChange> mending = [expected.Own];
        if (RowText.Document(Key, row.Columns) != RowText.Document(Key, expected.Own.Columns))
        {
            findings.Add(new Finding(Key, "What stands beside the document is not what the document says."));
        }

        var canMend = true;
        foreach (var wanted in expected.Index.Values)
        {
            canMend &= await VerifyAsync(reads, wanted, findings, mending);
        }

        if (IsGroup && await reads.FindAsync(RowKeys.TakenId(Id)) is null)
        {
            findings.Add(new Finding(Key, "The row that keeps its id from being given to another resource is missing."));
            mending.Add(new UpsertRow(RowKeys.TakenId(Id), Columns.None, default));
        }

        return findings.Count == 0 ? null : new Broken(findings, canMend ? mending : []);
    }

    // False where it takes a person to say whose the row is.
    private async Task<bool> VerifyAsync(SubjectReads reads, InsertRow wanted, List<Finding> findings, List<RowChange> mending)
    {
        if (await reads.FindAsync(wanted.Key) is not { } found)
        {
            findings.Add(new Finding(wanted.Key, $"The row is missing, and {Key} asks for it."));
            mending.Add(wanted);
            return true;
        }

        if (RowText.Index(found.Key, found.Columns) == RowText.Index(wanted.Key, wanted.Columns))
        {
            return true;
        }

        var owner = found.Columns.GetString(ColumnNames.UserId) ?? found.Columns.GetString(ColumnNames.GroupId);
        if (owner is not null && owner != Id && await IndexRowSubject.IsAskedForAsync(reads, found, owner))
        {
            findings.Add(new Finding(wanted.Key, $"The row is asked for by {Key} and is {owner}'s, who asks for it too. Change or delete one of the two."));
            return false;
        }

        findings.Add(new Finding(wanted.Key, $"The row does not say what {Key} asks for."));
        mending.Add(new ReplaceRow(found.Key, found.ETag, wanted.Columns, default));
        return true;
    }
}
