using System.Text.Json;

namespace ScimFunctions.Protocol.Schemas.Discovery;

/// <summary>Writes a schema as <c>/Schemas</c> and <c>/Schemas/{urn}</c> answer it (RFC 7643 §7).</summary>
public static class SchemaWriter
{
    /// <summary>Writes one JSON object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="baseUrl">The tenant URL without a final slash; <c>meta.location</c> is under it.</param>
    public static void Write(Utf8JsonWriter writer, Schema schema, string baseUrl)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(SchemaUris.Schema);
        writer.WriteEndArray();
        writer.WriteString("id"u8, schema.Id);
        writer.WriteString("name"u8, schema.Name);
        writer.WriteString("description"u8, schema.Description);
        writer.WriteStartArray("attributes"u8);
        foreach (var attribute in schema.Attributes)
        {
            AttributeWriter.Write(writer, attribute);
        }

        writer.WriteEndArray();
        DiscoveryMeta.Write(writer, "Schema", $"{baseUrl}/Schemas/{schema.Id}");
        writer.WriteEndObject();
    }
}
