using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>Finds or makes the tenant group that is imported into, with the settings and extensions of the head. One that
/// holds users keeps its settings.</summary>
internal sealed class ImportTarget(ITable table, TenantGroupRegistry groups, ExtensionRegistry extensions)
{
    /// <summary>The tenant group as it is then.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="head">The first line, which may be the head of an export; null where there is none.</param>
    /// <param name="report">Takes what is wrong with the head.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FormatException">The path breaks a rule.</exception>
    public async Task<TenantGroup> PrepareAsync(string path, ImportLine? head, ImportReport report, CancellationToken cancellation)
    {
        if (await groups.CreateAsync(path, name: null, cancellation) is TenantGroupInvalid invalid)
        {
            throw new FormatException(invalid.Problem);
        }

        var stored = (await groups.FindAsync(path, cancellation))!;
        if (head is { Kind: LineNames.Export })
        {
            await AdoptAsync(stored, head, report, cancellation);
            await RegisterAsync(stored.Group, head, report, cancellation);
        }

        return (await groups.FindAsync(path, cancellation))!.Group;
    }

    private async Task AdoptAsync(StoredTenantGroup stored, ImportLine line, ImportReport report, CancellationToken cancellation)
    {
        var users = await table.ReadAsync(stored.Group.Id, RowRange.Prefix(RowKeys.Users, 1) with { KeysOnly = true }, cancellation);
        if (users.Rows.Count > 0)
        {
            return;
        }

        try
        {
            if (line.Object(LineNames.Export)[LineNames.TenantGroup] is { } json
                && json.Deserialize(TenantGroupJson.Default.TenantGroup) is { } exported)
            {
                var (group, etag) = (stored.Group, stored.ETag);
                var adopted = exported with
                {
                    Id = group.Id,
                    Path = group.Path,
                    Created = group.Created,
                    PreviousPaths = group.PreviousPaths,
                    Deleting = group.Deleting,
                    TokensVersion = group.TokensVersion,
                    SchemasVersion = group.SchemasVersion,
                };
                await groups.ReplaceAsync(adopted, etag, cancellation);
            }
        }
        catch (JsonException)
        {
            report.Failed(line.Number, "The settings cannot be read. Repair the line, or leave it out.");
        }
    }

    private async Task RegisterAsync(TenantGroup group, ImportLine line, ImportReport report, CancellationToken cancellation)
    {
        try
        {
            var catalog = line.Object(LineNames.Export)[LineNames.Catalog] as JsonObject ?? throw new FormatException("The catalog is missing.");
            var document = JsonSerializer.SerializeToUtf8Bytes(catalog, DirectoryJson.Default.JsonObject);
            foreach (var registration in CatalogDocument.Read(document))
            {
                var outcome = await extensions.RegisterAsync(group.Path, registration with { Removed = false }, cancellation);
                if (registration.Removed && outcome is ExtensionRegistered)
                {
                    outcome = await extensions.RemoveAsync(group.Path, registration.Schema.Id, cancellation);
                }

                if (outcome is not (ExtensionRegistered or ExtensionRemoved))
                {
                    report.Failed(line.Number, $"The extension {registration.Schema.Id} does not go with those that are there.");
                }
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or NullReferenceException or Protocol.Schemas.Reading.InvalidSchemaException)
        {
            report.Failed(line.Number, "The extensions cannot be read. Repair the line, or leave it out.");
        }
    }
}
