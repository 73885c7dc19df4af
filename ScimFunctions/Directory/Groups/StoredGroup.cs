using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>The intent that was committed with this version, which may not yet be made in full; null where its members
    /// changed in the batch of the group.</summary>
    public string? Intent => Row.Columns.GetString(ColumnNames.Pending);

    /// <summary>Whether the name was given while other groups might have it too.</summary>
    public bool SharedName => Row.Columns.GetBoolean(ColumnNames.SharedName) ?? false;

    /// <summary>The canonical resource without members, which the caller may change.</summary>
    public JsonObject ToResource() =>
        JsonSerializer.Deserialize(Document.Span, DirectoryJson.Default.JsonObject)
        ?? throw new InvalidDataException("A group's document is not an object.");
}
