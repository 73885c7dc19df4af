using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;

namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>A SCIM group in another: the row of the two, and the row of all nestings.</summary>
internal sealed record NestingSubject(string Child, string Parent) : Subject
{
    /// <inheritdoc/>
    public override async Task<Broken?> VerifyAsync(SubjectReads reads)
    {
        if (await IntentSubject.IsUnderWayAsync(reads, Child) || await IntentSubject.IsUnderWayAsync(reads, Parent))
        {
            return null;
        }

        var row = await reads.FindAsync(RowKeys.Parent(Child, Parent));
        var graph = await reads.FindAsync(RowKeys.Nesting);
        var nested = NestingRow.Read(graph);
        var isNested = nested.TryGetValue(Child, out var parents) && parents.Contains(Parent);
        if (isNested == row is not null)
        {
            return null;
        }

        if (row is null)
        {
            parents!.Remove(Parent);
            if (parents.Count == 0)
            {
                nested.Remove(Child);
            }

            return new Broken([new Finding(RowKeys.Nesting, $"The row says that {Child} is in {Parent}, and there is no row of the two.")], [NestingRow.Change(nested, NestingRow.ReadPending(graph).Values, graph?.ETag)]);
        }

        nested.TryAdd(Child, new(StringComparer.Ordinal));
        nested[Child].Add(Parent);
        return new Broken([new Finding(row.Key, "The row is missing in the row of all nestings.")], [NestingRow.Change(nested, NestingRow.ReadPending(graph).Values, graph?.ETag)]);
    }
}
