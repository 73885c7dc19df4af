using System.Text.Json;

namespace ScimFunctions.Protocol.Schemas.Discovery;

/// <summary>Writes a resource type as <c>/ResourceTypes</c> and <c>/ResourceTypes/{name}</c> answer it (RFC 7643 §6).</summary>
public static class ResourceTypeWriter
{
    /// <summary>Writes one JSON object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="baseUrl">The tenant URL without a final slash; <c>meta.location</c> is under it.</param>
    public static void Write(Utf8JsonWriter writer, ResourceType type, string baseUrl)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(SchemaUris.ResourceType);
        writer.WriteEndArray();
        writer.WriteString("id"u8, type.Name);
        writer.WriteString("name"u8, type.Name);
        writer.WriteString("endpoint"u8, type.Endpoint);
        writer.WriteString("description"u8, type.Description);
        writer.WriteString("schema"u8, type.Schema.Id);
        if (type.Extensions.Count > 0)
        {
            writer.WriteStartArray("schemaExtensions"u8);
            foreach (var extension in type.Extensions)
            {
                writer.WriteStartObject();
                writer.WriteString("schema"u8, extension.Schema.Id);
                writer.WriteBoolean("required"u8, extension.Required);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        DiscoveryMeta.Write(writer, "ResourceType", $"{baseUrl}/ResourceTypes/{type.Name}");
        writer.WriteEndObject();
    }
}
