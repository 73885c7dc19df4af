using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>
/// The one place where a value that a client sends in a form of its own becomes the form that RFC 7643 gives it. What
/// is not listed here is left as it is, and refused later if its type is wrong.
/// <list type="bullet">
/// <item>Entra ID, OneLogin: <c>"True"</c> and <c>"False"</c> for a boolean.</item>
/// <item>Entra ID, OneLogin: <c>""</c> for no value (RFC 7643 §2.5 knows null and the empty array).</item>
/// <item>OneLogin: one object where an array of them belongs, as in <c>"emails": {"value": "…"}</c>.</item>
/// <item>Entra ID: a bare string for a complex value, as in <c>"manager": "id"</c> or <c>"roles": ["admin"]</c>.</item>
/// <item>Entra ID: an array of one for a single complex value, as in <c>"manager": [{"$ref": null, "value": "id"}]</c>.</item>
/// </list>
/// </summary>
internal static class ClientDialects
{
    /// <summary>The value of a multi-valued attribute as an array, or null for none.</summary>
    public static JsonNode? NormaliseAll(JsonNode? value) => value switch
    {
        null or JsonArray => value,
        _ when JsonText.IsEmptyString(value) => null,
        _ => new JsonArray(value.DeepClone()),
    };

    /// <summary>One value, whether of a single-valued attribute or an element of a multi-valued one; null for none.</summary>
    public static JsonNode? Normalise(AttributeDefinition attribute, JsonNode? value) => value switch
    {
        null => null,
        _ when JsonText.IsEmptyString(value) => null,
        JsonArray { Count: 0 } => null,
        JsonArray { Count: 1 } array when attribute is { Type: AttributeType.Complex, MultiValued: false } => Normalise(attribute, array[0]),
        JsonValue when attribute.Type == AttributeType.Boolean => NormaliseBoolean(value, attribute.Name),
        JsonValue when attribute.Type == AttributeType.Complex && attribute.FindSubAttribute("value") is { } inner && JsonText.IsString(value) =>
            new JsonObject { [inner.Name] = value.DeepClone() },
        _ => value,
    };

    private static JsonNode NormaliseBoolean(JsonNode value, string name)
    {
        if (JsonText.IsString(value) && bool.TryParse(JsonText.Read(value, name), out var parsed))
        {
            return JsonValue.Create(parsed);
        }

        return value;
    }
}
