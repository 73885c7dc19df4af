using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>What holds for the elements of one multi-valued attribute together (RFC 7643 §2.4).</summary>
internal static class Elements
{
    /// <summary>
    /// Adds elements to those that are there. An element with the <c>value</c> and <c>type</c> of another is that other
    /// one, and its further sub-attributes are taken over: RFC 7643 §2.4 wants no such pair twice.
    /// </summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="existing">What is there; it is changed and given back.</param>
    /// <param name="added">What comes; it loses its elements.</param>
    /// <param name="touched">The elements of the result that were added or met again.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c> where there are more than the limit.</exception>
    public static JsonArray Merge(AttributeDefinition attribute, JsonArray existing, JsonArray added, out List<JsonNode> touched)
    {
        var byKey = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var element in existing)
        {
            byKey.TryAdd(KeyOf(attribute, element!), element!);
        }

        touched = [];
        var incoming = added.ToArray();
        added.Clear();
        foreach (var element in incoming)
        {
            var key = KeyOf(attribute, element!);
            if (!byKey.TryGetValue(key, out var same))
            {
                byKey.Add(key, element!);
                existing.Add(element);
                touched.Add(element!);
                continue;
            }

            TakeOver(same, element!);
            touched.Add(same);
        }

        RequireWithinLimit(attribute, existing);
        return existing;
    }

    /// <summary>Refuses a second preferred value.</summary>
    public static void RequireOnePrimary(IEnumerable<JsonNode?> elements, string path)
    {
        if (elements.Count(IsPrimary) > 1)
        {
            throw new ScimException(ScimError.InvalidValue(
                $"{path} has more than one value with primary true; at most one is allowed. Map primary true for one value only."));
        }
    }

    public static bool IsPrimary(JsonNode? element) =>
        element is JsonObject json && json["primary"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>Whether nothing but labels is left, such as <c>{"type": "work"}</c>: an element that says nothing. Of a
    /// registered attribute, <c>type</c> may be all that there is to say.</summary>
    public static bool IsEmpty(JsonNode? element, AttributeDefinition attribute) =>
        element is null || (element is JsonObject json && (attribute.IsRegistered ? json.Count == 0 : json.All(member => member.Key is "type" or "primary")));

    /// <summary>Equal keys mean equal elements.</summary>
    public static string KeyOf(AttributeDefinition attribute, JsonNode element)
    {
        if (element is JsonObject json && json["value"] is { } value && attribute.FindSubAttribute("value") is { } definition)
        {
            var text = TextOf(value);
            return $"{(definition.CaseExact ? text : text.ToUpperInvariant())}\0{(json["type"] is { } type ? TextOf(type).ToUpperInvariant() : null)}";
        }

        return element.ToJsonString();
    }

    // Elements were read and checked before.
    private static string TextOf(JsonNode node) =>
        JsonText.IsString(node) && node.AsValue().TryGetValue(out string? text) ? text : node.ToJsonString();

    private static void TakeOver(JsonNode same, JsonNode element)
    {
        if (same is not JsonObject target || element is not JsonObject source)
        {
            return;
        }

        foreach (var (name, value) in source.ToArray())
        {
            source.Remove(name);
            target[name] = value;
        }
    }

    private static void RequireWithinLimit(AttributeDefinition attribute, JsonArray elements)
    {
        var most = ResourceLimits.ElementsOf(attribute);
        if (elements.Count > most)
        {
            throw new ScimException(ScimError.InvalidValue(
                $"{attribute.Name} has {elements.Count} values; at most {most} are allowed. Send fewer values of {attribute.Name}."));
        }
    }
}
