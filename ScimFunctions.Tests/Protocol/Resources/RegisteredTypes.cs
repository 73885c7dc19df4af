using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Protocol.Schemas.Reading;

namespace ScimFunctions.Tests.Protocol.Resources;

/// <summary>Users with an extension that has an attribute of each kind.</summary>
internal static class RegisteredTypes
{
    public const string Urn = "urn:example:acme:1.0:User";

    public static Schema Schema { get; } = Read($$"""
        {
          "id": "{{Urn}}", "name": "Acme",
          "attributes": [
            { "name": "text" },
            { "name": "flag", "type": "boolean" },
            { "name": "count", "type": "integer" },
            { "name": "ratio", "type": "decimal" },
            { "name": "at", "type": "dateTime" },
            { "name": "key", "type": "binary" },
            { "name": "link", "type": "reference", "referenceTypes": ["external"] },
            { "name": "colour", "canonicalValues": ["red", "green"] },
            { "name": "exact", "canonicalValues": ["Low", "High"], "caseExact": true },
            { "name": "own", "mutability": "readOnly" },
            { "name": "pin", "mutability": "writeOnly" },
            { "name": "fixed", "mutability": "immutable" },
            { "name": "tags", "multiValued": true },
            { "name": "home", "type": "complex", "subAttributes": [{ "name": "street" }, { "name": "since", "mutability": "immutable" }] },
            { "name": "owner", "type": "complex", "subAttributes": [{ "name": "value" }, { "name": "$ref", "type": "reference", "referenceTypes": ["User"] }] },
            { "name": "places", "type": "complex", "multiValued": true, "subAttributes": [
              { "name": "value", "required": true }, { "name": "type" }, { "name": "kind", "canonicalValues": ["desk", "lab"] } ] },
            { "name": "kinds", "type": "complex", "multiValued": true, "subAttributes": [{ "name": "type" }] }
          ]
        }
        """);

    public static ResourceType User { get; } = With(new SchemaExtension(Schema, Required: false));

    public static Schema Read(string definition) => SchemaReader.Read(JsonNode.Parse(definition), "schema");

    /// <summary>Users with these extensions beside the enterprise one.</summary>
    public static ResourceType With(params SchemaExtension[] extensions) => new()
    {
        Name = "User",
        Endpoint = "/Users",
        Description = "",
        Schema = CoreSchemas.User,
        Extensions = [.. ResourceTypes.User.Extensions, .. extensions],
    };

    /// <summary>Users whose extension was removed.</summary>
    public static ResourceType WithRemoved() => new()
    {
        Name = "User",
        Endpoint = "/Users",
        Description = "",
        Schema = CoreSchemas.User,
        Extensions = ResourceTypes.User.Extensions,
        StoredExtensions = [.. ResourceTypes.User.StoredExtensions, Schema],
    };
}
