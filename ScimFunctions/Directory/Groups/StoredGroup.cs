using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>A SCIM group as it is stored, without its members, which have rows of their own.</summary>
/// <param name="Id">The resource's id.</param>
/// <param name="Row">The row, or the content of the row that was just written, with its new version.</param>
public sealed record StoredGroup(string Id, Row Row) : StoredResource(Id, Row)
{
    /// <inheritdoc/>
    public override string TypeName => "Group";

    /// <summary>The group of a row that was found by its place. Ids hold nothing that a key has to escape.</summary>
    public static StoredGroup Of(Row row) => new(row.Key[RowKeys.Groups.Length..], row);
}
