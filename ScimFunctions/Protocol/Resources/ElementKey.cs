using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>
/// What makes an element of a multi-valued attribute the one that it is: its <c>value</c> and <c>type</c> (RFC 7643 §2.4),
/// an immutable <c>value</c> by itself, and without a <c>value</c> all that it holds.
/// </summary>
internal static class ElementKey
{
    /// <summary>Equal keys mean equal elements. Elements were read and checked before.</summary>
    public static string Of(AttributeDefinition attribute, JsonNode element) => element switch
    {
        JsonObject json when json["value"] is { } value && attribute.FindSubAttribute("value") is { } definition =>
            Of(json, definition, TextOf(value)),

        // A change puts what it adds last, whereas elements are the same in whatever order.
        JsonObject json => string.Join('\0', attribute.SubAttributes
            .Where(sub => json[sub.Name] is not null)
            .Select(sub => $"{sub.Name}:{json[sub.Name]!.ToJsonString()}")),
        _ => element.ToJsonString(),
    };

    /// <summary>Whether a change of this sub-attribute may make two of the elements one.</summary>
    public static bool DependsOn(AttributeDefinition subAttribute, JsonArray elements) =>
        subAttribute.Name is "value" or "type" || elements.Any(element => element is JsonObject json && !json.ContainsKey("value"));

    private static string Of(JsonObject element, AttributeDefinition definition, string value)
    {
        var compared = definition.CaseExact ? value : value.ToUpperInvariant();
        var type = definition.Mutability != Mutability.Immutable && element["type"] is { } node ? TextOf(node).ToUpperInvariant() : null;
        return $"{compared}\0{type}";
    }

    private static string TextOf(JsonNode node) =>
        JsonText.IsString(node) && node.AsValue().TryGetValue(out string? text) ? text : node.ToJsonString();
}
