using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>An index row, or a membership, that no document may ask for.</summary>
internal sealed record IndexRowSubject(string Key) : Subject
{
    /// <summary>Whether the resource that the row names asks for a row with its key.</summary>
    public static async Task<bool> IsAskedForAsync(SubjectReads reads, Row row, string owner) =>
        (await DocumentSubject.ExpectedAsync(reads, isGroup: false, owner))?.Index.ContainsKey(row.Key) is true
        || (await DocumentSubject.ExpectedAsync(reads, isGroup: true, owner))?.Index.ContainsKey(row.Key) is true;

    /// <inheritdoc/>
    public override async Task<Broken?> VerifyAsync(SubjectReads reads)
    {
        if (await reads.FindAsync(Key) is not { } row)
        {
            return null;
        }

        var owner = row.Columns.GetString(ColumnNames.UserId) ?? row.Columns.GetString(ColumnNames.GroupId) ?? Key[(Key.LastIndexOf(':') + 1)..];
        if (UniqueValues.IsKey(Key) || await IsAskedForAsync(reads, row, owner))
        {
            // Where it does not say what is asked for, that is found with the document. A unique value of an extension may
            // stay behind, and goes when it stands in the way (UniqueOwners).
            return null;
        }

        List<RowChange> mending = [new DeleteUnchangedRow(row.Key, row.ETag)];
        foreach (var isGroup in (bool[])[false, true])
        {
            if (await DocumentSubject.ExpectedAsync(reads, isGroup, owner) is { } expected)
            {
                mending.Add(expected.Own);
            }
        }

        return new Broken([new Finding(Key, $"The row names {owner}, who does not ask for it or is not there.")], mending);
    }
}
