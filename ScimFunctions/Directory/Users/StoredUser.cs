using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>A user as it is stored.</summary>
/// <param name="Id">The resource's id.</param>
/// <param name="Row">The row, or the content of the row that was just written, with its new version.</param>
public sealed record StoredUser(string Id, Row Row) : StoredResource(Id, Row)
{
    /// <inheritdoc/>
    public override string TypeName => "User";

    /// <summary>The user of a row that was found by its place. Ids hold nothing that a key has to escape.</summary>
    public static StoredUser Of(Row row) => new(row.Key[RowKeys.Users.Length..], row);

    /// <summary>What <c>groups</c> follow from beside the row: nestings, and changes of members that are being made. Null where
    /// that was not read.</summary>
    internal string? Surroundings { get; init; }

    /// <inheritdoc/>
    public override string Version => string.IsNullOrEmpty(Surroundings) ? Row.ETag : $"{Row.ETag}.{Surroundings}";

    /// <summary>Whether the identity is active and the membership runs.</summary>
    public bool Active => Row.Columns.GetBoolean(ColumnNames.Active) ?? true;

    /// <summary>The role in the tenant group, remembered while the user is not active.</summary>
    public string Role => Row.Columns.GetString(ColumnNames.Role)
        ?? throw new InvalidDataException("A user's row has no role.");

    /// <summary>Whether the user is a member of a SCIM group.</summary>
    public bool InGroups => Row.Columns.GetBoolean(ColumnNames.InGroups) ?? false;

    /// <summary>The userName, as it was sent.</summary>
    public string? UserName => Row.Columns.GetString(ColumnNames.UserName);

    /// <summary>The extern_uid, which the identity maps to this user; null without one.</summary>
    public string? ExternalId => Row.Columns.GetString(ColumnNames.ExternUid);

    /// <summary>The hash of the password; null where none is kept. It stands in the user's row and nowhere else.</summary>
    public string? PasswordHash => Row.Columns.GetString(ColumnNames.Password);

    /// <summary>Where the base URL goes into the document, in bytes; 0 where nothing refers to another resource.</summary>
    public int ReferenceAt => (int)(Row.Columns.GetInt64(ColumnNames.ReferenceAt) ?? 0);

    /// <summary>
    /// The canonical resource, which the caller may change: without the manager's <c>$ref</c>, which is made anew
    /// whenever the document is written.
    /// </summary>
    public JsonObject ToResource()
    {
        var resource = JsonSerializer.Deserialize(Document.Span, DirectoryJson.Default.JsonObject)
            ?? throw new InvalidDataException("A user's document is not an object.");
        if (ReferenceAt > 0)
        {
            (resource[SchemaUris.EnterpriseUser]?["manager"] as JsonObject)?.Remove("$ref");
        }

        return resource;
    }
}
