using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Refuses resources without an attribute that their schemas require (RFC 7643 §2.2).</summary>
internal static class RequiredAttributes
{
    /// <exception cref="ScimException">400 <c>invalidValue</c> naming the first one that is missing.</exception>
    public static void Verify(JsonObject resource, ResourceType type) => Verify(resource, type, static _ => false);

    /// <summary>
    /// What is missing of registered extensions already. A tenant group may come to require what its resources do not
    /// have, and a PATCH of something else, such as <c>active</c>, must go on succeeding.
    /// </summary>
    public static IReadOnlySet<string> MissingOf(JsonObject resource, ResourceType type)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        if (type.Checked.HasRequired)
        {
            Verify(resource, type, path => missing.Add(path) || true);
        }

        return missing;
    }

    /// <param name="resource">The resource.</param>
    /// <param name="type">Its type.</param>
    /// <param name="mayMiss">Whether what has this path may be missing.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c> naming the first one that is missing and may not be.</exception>
    public static void Verify(JsonObject resource, ResourceType type, Func<string, bool> mayMiss)
    {
        Verify(resource, type.Schema.Attributes, "", mayMiss);
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Schema.Id] is JsonObject values)
            {
                Verify(values, extension.Schema.Attributes, $"{extension.Schema.Id}:", mayMiss);
            }
            else if (extension.Required && !mayMiss(extension.Schema.Id))
            {
                throw Missing(extension.Schema.Id);
            }
        }
    }

    private static void Verify(JsonObject values, IReadOnlyList<AttributeDefinition> attributes, string prefix, Func<string, bool> mayMiss)
    {
        foreach (var attribute in attributes)
        {
            var value = values[attribute.Name];
            if (IsBlank(value) && attribute.Required && ValueReader.IsKept(attribute) && !mayMiss(prefix + attribute.Name))
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
                    Verify(complex, attribute.SubAttributes, $"{prefix}{attribute.Name}.", mayMiss);
                }
            }
        }
    }

    private static bool IsBlank(JsonNode? value) =>
        value is null || (value is JsonValue simple && simple.TryGetValue(out string? text) && string.IsNullOrWhiteSpace(text));

    private static ScimException Missing(string path) => new(ScimError.InvalidValue(
        $"{path} is required and missing. Map a source attribute to {path} in the identity provider's attribute mapping."));
}
