using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Patching;

/// <summary>
/// Removes from a multi-valued attribute the elements that a remove lists in its <c>value</c>, and never more: Entra ID
/// sends <c>{"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "id"}]}</c>.
/// </summary>
internal static class ElementRemoval
{
    public static void Apply(JsonObject container, AttributeDefinition attribute, JsonNode value, string path)
    {
        if (container[attribute.Name] is not JsonArray elements || ResourceReader.ReadValue(attribute, value, path) is not JsonArray listed)
        {
            return;
        }

        Slot.RequireMutable(container, attribute, null, path);
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            if (listed.Any(one => Means(attribute, one!, elements[i]!)))
            {
                elements.RemoveAt(i);
            }
        }
    }

    // An element is known by its value, and by its type where that is listed too; without a value, by all that is listed.
    private static bool Means(AttributeDefinition attribute, JsonNode listed, JsonNode element)
    {
        if (listed is not JsonObject wanted || element is not JsonObject actual)
        {
            return SameValue.Holds(attribute, listed, element);
        }

        var hasValue = wanted.ContainsKey("value");
        return wanted.All(member =>
            (hasValue && member.Key is not ("value" or "type"))
            || SameValue.Holds(attribute.FindSubAttribute(member.Key)!, member.Value, actual[member.Key]));
    }
}
