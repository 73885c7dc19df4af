using System.Text.Json;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Extensions;

/// <summary>
/// Says whose a unique extension value is. A process that has not heard yet of a registration writes documents without
/// its values and leaves their rows behind; such a row is removed when it stands in the way.
/// </summary>
internal sealed class UniqueOwners(ITable table)
{
    /// <summary>The id of the resource that has the value, or null where none has: then the row is gone, and to insert it
    /// anew makes sense.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<string?> FindAsync(TenantGroup group, string key, ResourceType type, CancellationToken cancellation)
    {
        if (await table.FindAsync(group.Id, key, cancellation) is not { } row)
        {
            return null;
        }

        var owner = row.Columns.GetString(ColumnNames.UserId)!;
        var document = await table.FindAsync(group.Id, type.Name == "Group" ? RowKeys.Group(owner) : RowKeys.User(owner), cancellation);
        if (document is not null && Has(document, key, type))
        {
            return owner;
        }

        // Row and document change in one batch: whoever gives the owner the value again meets this row first.
        await table.CommitAsync(group.Id, [new DeleteUnchangedRow(key, row.ETag)], cancellation);
        return null;
    }

    private static bool Has(Row document, string key, ResourceType type)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        UniqueValues.AddTo(rows, JsonSerializer.Deserialize(document.Document.Span, DirectoryJson.Default.JsonObject)!, type);
        return rows.ContainsKey(key);
    }
}
