using System.Globalization;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>Makes rows of lines that tell of users, groups and taken ids. What a line of hand may leave out, such as id,
/// role and meta, is what a new resource gets.</summary>
internal sealed class ResourceLines(TenantGroup group, ResourceCatalog catalog, TimeProvider time)
{
    /// <summary>The rows of a line; null of one that tells of something else.</summary>
    /// <exception cref="FormatException">The line breaks a rule.</exception>
    /// <exception cref="Protocol.Errors.ScimException">The resource breaks a rule.</exception>
    public ImportedRows? Read(ImportLine line) => line.Kind switch
    {
        LineNames.User => User(line),
        LineNames.Taken => Taken(line),
        LineNames.Group => Group(line),
        _ => null,
    };

    private ImportedRows User(ImportLine line)
    {
        var (content, id, created, modified) = Read(line.Object(LineNames.User), catalog.User);
        UserResource.Complete(content, id, active: true, created, modified);
        var index = new UserIndex(id, content, UserResource.IsActive(content), catalog.User);
        var document = UserDocument.Write(content);
        UserDirectory.CheckSize(document);
        var since = line.OptionalText(LineNames.Since) is { } text ? Instant(text, LineNames.Since) : modified;
        var rows = UserRows.Create(
            id, index, document, line.OptionalText(LineNames.Role) ?? group.DefaultRole, line.OptionalText(LineNames.Password), since);
        return new ImportedRows(line.Number, rows, index.UniqueAttributeOf);
    }

    private static ImportedRows Taken(ImportLine line)
    {
        var id = line.Text(LineNames.Taken);
        CheckId(id);
        return new ImportedRows(
            line.Number, [new InsertRow(RowKeys.TakenId(id), UserRows.TakenId(line.OptionalText(LineNames.ExternUid)), default)], _ => null);
    }

    private ImportedRows Group(ImportLine line)
    {
        var (content, id, created, modified) = Read(line.Object(LineNames.Group), catalog.Group);
        content.Remove(GroupResource.Members);
        GroupResource.Complete(content, id, created, modified);
        var shared = line.Json[LineNames.SharedName] is JsonValue value && value.TryGetValue(out bool isShared) && isShared;
        var index = new GroupIndex(id, content, shared, catalog.Group);
        return new ImportedRows(
            line.Number, GroupRows.Import(id, index, GroupResource.Write(content)), index.UniqueAttributeOf);
    }

    /// <summary>A resource as it is stored, with values of extensions that were removed, which come back with these.</summary>
    private (JsonObject Content, string Id, string? Created, DateTimeOffset Modified) Read(JsonObject resource, ResourceType type)
    {
        if (!resource.ContainsKey("schemas"))
        {
            resource["schemas"] = new JsonArray(type.Schema.Id);
        }

        var content = ResourceReader.Read(resource, type);
        foreach (var schema in type.StoredExtensions.Where(schema => !content.ContainsKey(schema.Id) && resource[schema.Id] is JsonObject))
        {
            content[schema.Id] = resource[schema.Id]!.DeepClone();
        }

        var id = Text(resource, LineNames.Id) ?? ResourceId.New();
        CheckId(id);
        var meta = resource["meta"] as JsonObject;
        var created = meta is null ? null : Text(meta, "created");
        var modified = meta is not null && Text(meta, "lastModified") is { } text ? Instant(text, "meta.lastModified") : time.GetUtcNow();
        return (content, id, created, modified);
    }

    private static string? Text(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) && text.Length > 0 => text,
        _ => throw new FormatException($"{name} is no text. Give it one, or leave it out."),
    };

    private static DateTimeOffset Instant(string text, string name) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new FormatException($"{name} is no time such as 2026-01-31T08:30:00Z.");

    private static void CheckId(string id)
    {
        if (!ResourceId.MayBeChosen(id))
        {
            throw new FormatException("The id is not 1 to 64 letters, digits, '_' and '-', or holds bulkId. Leave it out for a new one.");
        }
    }
}
