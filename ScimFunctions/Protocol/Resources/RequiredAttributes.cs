using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Refuses resources without an attribute that their schemas require (RFC 7643 §2.2).</summary>
internal static class RequiredAttributes
{
    /// <exception cref="ScimException">400 <c>invalidValue</c> naming the first one that is missing.</exception>
    public static void Verify(JsonObject resource, ResourceType type)
    {
        Verify(resource, type.Schema.Attributes, "");
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Schema.Id] is JsonObject values)
            {
                Verify(values, extension.Schema.Attributes, $"{extension.Schema.Id}:");
            }
            else if (extension.Required)
            {
                throw Missing(extension.Schema.Id);
            }
        }
    }

    private static void Verify(JsonObject values, IReadOnlyList<AttributeDefinition> attributes, string prefix)
    {
        foreach (var attribute in attributes)
        {
            var value = values[attribute.Name];
            if (IsBlank(value) && attribute.Required && ValueReader.IsKept(attribute))
            {
                throw Missing(prefix + attribute.Name);
            }

            if (attribute.Type != AttributeType.Complex)
            {
                continue;
            }

            foreach (var element in value as IEnumerable<JsonNode?> ?? [value])
            {
                if (element is JsonObject complex)
                {
                    Verify(complex, attribute.SubAttributes, $"{prefix}{attribute.Name}.");
                }
            }
        }
    }

    private static bool IsBlank(JsonNode? value) =>
        value is null || (value is JsonValue simple && simple.TryGetValue(out string? text) && string.IsNullOrWhiteSpace(text));

    private static ScimException Missing(string path) => new(ScimError.InvalidValue(
        $"{path} is required and missing. Map a source attribute to {path} in the identity provider's attribute mapping."));
}
