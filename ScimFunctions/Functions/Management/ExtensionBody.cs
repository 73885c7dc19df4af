using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Schemas.Discovery;
using ScimFunctions.Protocol.Schemas.Reading;

namespace ScimFunctions.Functions.Management;

/// <summary>Extensions in the JSON of administrators: <c>{"resourceType": "User", "required": false, "schema": {…}}</c>.</summary>
internal static class ExtensionBody
{
    private const string Example = """{"resourceType": "User", "required": false, "schema": {"id": "urn:…", "name": "…", "attributes": […]}}""";

    private static readonly string[] Known = ["resourceType", "required", "schema"];

    /// <summary>Reads the body of a PUT to that URN.</summary>
    /// <exception cref="InvalidSchemaException">It breaks a rule.</exception>
    public static async ValueTask<SchemaRegistration> ReadAsync(HttpRequest request, string urn, CancellationToken cancellation)
    {
        JsonObject body = await RequestBody.ReadAsync(request, BodyLimit.Extension, cancellation);
        var json = new DefinitionObject(body, "", Known, Example);
        var resourceType = json.Choice("resourceType", [("User", "User"), ("Group", "Group")], "")
            is { Length: > 0 } chosen ? chosen : throw json.Refuse("resourceType", "Say which resources the schema extends: User or Group.", "\"User\"");
        var schema = SchemaReader.Read(json.Find("schema"), "schema");
        return schema.Id.Equals(urn, StringComparison.OrdinalIgnoreCase)
            ? new SchemaRegistration(resourceType, schema, json.Flag("required") ?? false)
            : throw json.Refuse("schema.id", "The URN in the definition is the one at the end of the path.", "the URN of the path");
    }

    /// <summary>Writes one extension.</summary>
    public static void Write(Utf8JsonWriter writer, SchemaRegistration registration, string baseUrl)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType"u8, registration.ResourceType);
        writer.WriteBoolean("required"u8, registration.Required);
        writer.WritePropertyName("schema"u8);
        SchemaWriter.Write(writer, registration.Schema, baseUrl);
        writer.WriteEndObject();
    }
}
