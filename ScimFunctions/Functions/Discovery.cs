using System.Text.Json;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Protocol.Schemas.Discovery;

namespace ScimFunctions.Functions;

/// <summary>The discovery documents (RFC 7643 §5 to §7), from the definitions that validate.</summary>
internal static class Discovery
{
    private static readonly Schema[] OfDiscovery = [CoreSchemas.ServiceProviderConfig, CoreSchemas.ResourceType, CoreSchemas.Schema];

    public static JsonResult ServiceProviderConfig(string baseUrl, DocumentationUri documentation, bool changesPasswords) => JsonResult.Of(StatusCodes.Status200OK, writer =>
        ServiceProviderConfigMessage.Write(
            writer, baseUrl, documentation.Value, ListQuery.MostPerPage, ListQuery.DefaultPerPage, (int)CursorSealer.Timeout.TotalSeconds, changesPasswords));

    public static JsonResult ResourceTypes(ResourceCatalog catalog, string baseUrl) =>
        List(catalog.Types, (writer, type) => ResourceTypeWriter.Write(writer, type, baseUrl));

    public static JsonResult ResourceType(ResourceCatalog catalog, string id, string baseUrl)
    {
        var type = catalog.Types.FirstOrDefault(type => type.Name == id)
            ?? throw new ScimException(ScimError.NotFound("No resource type has this name; /ResourceTypes lists them."));
        return JsonResult.Of(StatusCodes.Status200OK, writer => ResourceTypeWriter.Write(writer, type, baseUrl));
    }

    public static JsonResult Schemas(ResourceCatalog catalog, string baseUrl) =>
        List([.. SchemasOf(catalog)], (writer, schema) => SchemaWriter.Write(writer, schema, baseUrl));

    public static JsonResult Schema(ResourceCatalog catalog, string id, string baseUrl)
    {
        var schema = SchemasOf(catalog).FirstOrDefault(schema => schema.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw new ScimException(ScimError.NotFound("No schema has this URN; /Schemas lists them."));
        return JsonResult.Of(StatusCodes.Status200OK, writer => SchemaWriter.Write(writer, schema, baseUrl));
    }

    // An extension may be one of several types.
    private static IEnumerable<Schema> SchemasOf(ResourceCatalog catalog) => catalog.Types
        .SelectMany(type => type.Extensions.Select(extension => extension.Schema).Prepend(type.Schema))
        .Concat(OfDiscovery)
        .DistinctBy(schema => schema.Id, StringComparer.OrdinalIgnoreCase);

    private static JsonResult List<T>(IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        return JsonResult.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("schemas"u8);
            writer.WriteStringValue(MessageSchemas.ListResponse);
            writer.WriteEndArray();
            writer.WriteNumber("totalResults"u8, items.Count);
            writer.WriteNumber("startIndex"u8, 1);
            writer.WriteNumber("itemsPerPage"u8, items.Count);
            writer.WriteStartArray("Resources"u8);
            foreach (var item in items)
            {
                write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
