using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Refuses resources without an attribute that their schemas require (RFC 7643 §2.2).</summary>
internal static class RequiredAttributes
{
    /// <param name="resource">The resource.</param>
    /// <param name="type">Its type.</param>
    /// <param name="error">Makes the error of the sentence that names the first one that is missing.</param>
    /// <exception cref="ScimException">That error.</exception>
    public static void Verify(JsonObject resource, ResourceType type, Func<string, ScimError> error)
    {
        Verify(resource, type.Schema.Attributes, "", error);
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Schema.Id] is JsonObject values)
            {
                Verify(values, extension.Schema.Attributes, $"{extension.Schema.Id}:", error);
            }
            else if (extension.Required)
            {
                throw Missing(extension.Schema.Id, error);
            }
        }
    }

    private static void Verify(JsonObject values, IReadOnlyList<AttributeDefinition> attributes, string prefix, Func<string, ScimError> error)
    {
        foreach (var attribute in attributes)
        {
            var value = values[attribute.Name];
            if (IsBlank(value) && attribute.Required && ValueReader.IsKept(attribute))
            {
                throw Missing(prefix + attribute.Name, error);
            }

            if (attribute.Type != AttributeType.Complex)
            {
                continue;
            }

            foreach (var element in value as IEnumerable<JsonNode?> ?? [value])
            {
                if (element is JsonObject complex)
                {
                    Verify(complex, attribute.SubAttributes, $"{prefix}{attribute.Name}.", error);
                }
            }
        }
    }

    private static bool IsBlank(JsonNode? value) =>
        value is null || (value is JsonValue simple && simple.TryGetValue(out string? text) && string.IsNullOrWhiteSpace(text));

    private static ScimException Missing(string path, Func<string, ScimError> error) => new(error(
        $"{path} is required and missing. Map a source attribute to {path} in the identity provider's attribute mapping."));
}
