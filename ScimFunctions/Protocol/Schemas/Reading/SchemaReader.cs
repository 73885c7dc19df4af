using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas.Discovery;

namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>Reads the definition of a schema that a tenant group registers, in the form of RFC 7643 §7.</summary>
public static class SchemaReader
{
    private const string AttributesExample =
        """{"name": "badgeNumber", "type": "string", "multiValued": false, "description": "The number on the badge.", "required": false, "uniqueness": "server"}""";

    private const string SchemaExample =
        $$"""{"id": "{{SchemaUrn.Example}}", "name": "Acme user", "description": "What Acme keeps about a user", "attributes": [{{AttributesExample}}]}""";

    private static readonly string[] Known = ["schemas", "id", "name", "description", "attributes", "meta"];

    /// <summary>
    /// Reads a definition. Characteristics that are left out have the defaults of RFC 7643 §2.2. What
    /// <see cref="SchemaWriter"/> has written is read as it was.
    /// </summary>
    /// <param name="definition">The JSON; <c>schemas</c> and <c>meta</c> may be there, since <c>/Schemas</c> gives them.</param>
    /// <param name="place">How errors name the definition.</param>
    /// <returns>The schema; its attributes are <see cref="AttributeDefinition.IsRegistered"/>.</returns>
    /// <exception cref="InvalidSchemaException">It breaks a rule.</exception>
    public static Schema Read(JsonNode? definition, string place)
    {
        var json = new DefinitionObject(definition, place, Known, SchemaExample);
        var schemas = json.Texts("schemas", 1, SchemaLimits.UrnCharacters, StringComparer.OrdinalIgnoreCase, $"[\"{SchemaUris.Schema}\"]");
        if (schemas is [var other] && !other.Equals(SchemaUris.Schema, StringComparison.OrdinalIgnoreCase))
        {
            throw json.Refuse("schemas", "A definition is of the schema for schemas; leave schemas out or send that URN.", $"[\"{SchemaUris.Schema}\"]");
        }

        return new Schema(ReadUrn(json), ReadName(json), ReadDescription(json), ReadAttributes(json, place));
    }

    internal static string ReadDescription(DefinitionObject json) =>
        json.Text("description", SchemaLimits.DescriptionCharacters, "\"The number on the badge.\"") ?? "";

    private static string ReadUrn(DefinitionObject json)
    {
        var urn = json.Text("id", int.MaxValue, $"\"{SchemaUrn.Example}\"") ?? "";
        return SchemaUrn.Problem(urn) is { } problem ? throw json.Refuse("id", problem, $"\"{SchemaUrn.Example}\"") : urn;
    }

    private static string ReadName(DefinitionObject json) =>
        json.Text("name", SchemaLimits.SchemaNameCharacters, "\"Acme user\"") is { } name && !string.IsNullOrWhiteSpace(name)
            ? name
            : throw json.Refuse("name", "A schema has a name.", "\"Acme user\"");

    private static List<AttributeDefinition> ReadAttributes(DefinitionObject json, string place)
    {
        var example = $"[{AttributesExample}]";
        var attributes = AttributeReader.ReadAll(json, "attributes", place, SchemaLimits.Attributes, example);
        return attributes.Count > 0 ? attributes : throw json.Refuse("attributes", "A schema has at least one attribute.", example);
    }
}
