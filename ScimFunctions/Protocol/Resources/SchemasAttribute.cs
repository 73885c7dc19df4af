using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>The <c>schemas</c> attribute (RFC 7643 §3): what a client must send, and what is stored.</summary>
internal static class SchemasAttribute
{
    /// <summary>
    /// Requires <c>schemas</c> to name a schema. URNs besides it are not looked at: Entra ID sends some that no one
    /// serves, and other clients leave out those of the extensions that they send.
    /// </summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c>.</exception>
    public static void Require(IReadOnlyDictionary<string, JsonNode?> members, string urn)
    {
        if (members.GetValueOrDefault("schemas") is not JsonArray schemas || !schemas.All(JsonText.IsString))
        {
            throw new ScimException(ScimError.InvalidSyntax($"schemas must be an array of strings. Send \"schemas\": [\"{urn}\"]."));
        }

        foreach (var schema in schemas)
        {
            if (JsonText.Read(schema!, "schemas").Equals(urn, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        throw new ScimException(ScimError.InvalidSyntax($"schemas does not name {urn}. Add it to schemas."));
    }

    /// <summary>The URNs that a resource's content calls for: the core schema and each extension with values, removed ones
    /// too, which are left out when the resource is sent.</summary>
    public static JsonArray Of(ResourceType type, IReadOnlyDictionary<string, JsonNode?> resource)
    {
        var schemas = new JsonArray(JsonValue.Create(type.Schema.Id));
        foreach (var extension in type.StoredExtensions)
        {
            if (resource.ContainsKey(extension.Id))
            {
                schemas.Add((JsonNode)JsonValue.Create(extension.Id));
            }
        }

        return schemas;
    }
}
