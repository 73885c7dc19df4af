using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Refuses resources without an attribute that their schemas require (RFC 7643 §2.2).</summary>
internal static class RequiredAttributes
{
    /// <exception cref="ScimException">400 <c>invalidValue</c> naming the first one that is missing.</exception>
    public static void Verify(JsonObject resource, ResourceType type) => Verify(resource, type, known: null, ScimError.InvalidValue);

    /// <param name="resource">The resource.</param>
    /// <param name="type">Its type.</param>
    /// <param name="known">The paths of what may be missing, or null for none.</param>
    /// <param name="error">Makes the error of the sentence that names the first one that is missing.</param>
    /// <exception cref="ScimException">That error.</exception>
    public static void Verify(JsonObject resource, ResourceType type, IReadOnlySet<string>? known, Func<string, ScimError> error) =>
        EachMissing(resource, type, path =>
        {
            if (known?.Contains(path) != true)
            {
                throw new ScimException(error($"{path} is required and missing. Map a source attribute to {path} in the identity provider's attribute mapping."));
            }
        });

    /// <summary>
    /// What is missing of registered extensions already. A tenant group may come to require what its resources do not
    /// have, and a PATCH of something else, such as <c>active</c>, must go on succeeding.
    /// </summary>
    public static IReadOnlySet<string> MissingOf(JsonObject resource, ResourceType type)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        if (type.Checked.HasRequired)
        {
            EachMissing(resource, type, path => missing.Add(path));
        }

        return missing;
    }

    private static void EachMissing(JsonObject resource, ResourceType type, Action<string> missing)
    {
        EachMissing(resource, type.Schema.Attributes, "", missing);
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Schema.Id] is JsonObject values)
            {
                EachMissing(values, extension.Schema.Attributes, $"{extension.Schema.Id}:", missing);
            }
            else if (extension.Required)
            {
                missing(extension.Schema.Id);
            }
        }
    }

    private static void EachMissing(JsonObject values, IReadOnlyList<AttributeDefinition> attributes, string prefix, Action<string> missing)
    {
        foreach (var attribute in attributes)
        {
            if (!attribute.Required && !attribute.RequiresSubAttributes)
            {
                continue;
            }

            var value = values[attribute.Name];
            if (IsBlank(value) && attribute.Required && ValueReader.IsKept(attribute))
            {
                missing(prefix + attribute.Name);
            }

            if (!attribute.RequiresSubAttributes)
            {
                continue;
            }

            foreach (var element in value as IEnumerable<JsonNode?> ?? [value])
            {
                if (element is JsonObject complex)
                {
                    EachMissing(complex, attribute.SubAttributes, $"{prefix}{attribute.Name}.", missing);
                }
            }
        }
    }

    private static bool IsBlank(JsonNode? value) =>
        value is null || (value is JsonValue simple && simple.TryGetValue(out string? text) && string.IsNullOrWhiteSpace(text));
}
