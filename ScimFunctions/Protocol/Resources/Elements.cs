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
    /// one, and its further sub-attributes are taken over: RFC 7643 §2.4 wants no such pair twice. An immutable
    /// <c>value</c>, such as that of a member, says by itself which element it is.
    /// </summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="existing">What is there; it is changed and given back.</param>
    /// <param name="added">What comes; it loses its elements.</param>
    /// <param name="touched">The elements of the result that were added or met again.</param>
    /// <exception cref="ScimException">
    /// 400 <c>invalidValue</c> where there are more than the limit; <c>mutability</c> where an element would change what is
    /// immutable in it.
    /// </exception>
    public static JsonArray Merge(AttributeDefinition attribute, JsonArray existing, JsonArray added, out List<JsonNode> touched)
    {
        var byKey = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var element in existing)
        {
            byKey.TryAdd(ElementKey.Of(attribute, element!), element!);
        }

        touched = [];
        var incoming = added.ToArray();
        added.Clear();
        foreach (var element in incoming)
        {
            var key = ElementKey.Of(attribute, element!);
            if (!byKey.TryGetValue(key, out var same))
            {
                byKey.Add(key, element!);
                existing.Add(element);
                touched.Add(element!);
                continue;
            }

            TakeOver(attribute, same, element!);
            touched.Add(same);
        }

        RequireWithinLimit(attribute, existing);
        return existing;
    }

    /// <summary>Makes elements that have become equal one, in the place of the first; it is primary if one of them was.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="elements">All of its elements.</param>
    public static void Unite(AttributeDefinition attribute, JsonArray elements)
    {
        var byKey = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i]!;
            var key = ElementKey.Of(attribute, element);
            if (byKey.TryAdd(key, element))
            {
                continue;
            }

            var first = byKey[key];
            var isPrimary = IsPrimary(first) || IsPrimary(element);
            elements.RemoveAt(i--);
            TakeOver(attribute, first, element);
            if (isPrimary)
            {
                first["primary"] = JsonValue.Create(true);
            }
        }
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
        element is null || (element is JsonObject json && (attribute.IsRegistered ? json.Count == 0 : HasOnlyLabels(json)));

    private static bool HasOnlyLabels(JsonObject json)
    {
        foreach (var (name, _) in json)
        {
            if (name is not ("type" or "primary"))
            {
                return false;
            }
        }

        return true;
    }

    private static void TakeOver(AttributeDefinition attribute, JsonNode same, JsonNode element)
    {
        if (same is not JsonObject target || element is not JsonObject source)
        {
            return;
        }

        foreach (var (name, value) in source.ToArray())
        {
            source.Remove(name);
            if (attribute.FindSubAttribute(name) is { Mutability: Mutability.Immutable } fixedOnce && target[name] is { } existing)
            {
                if (!SameValue.Holds(fixedOnce, existing, value))
                {
                    throw new ScimException(ScimError.Mutability(
                        $"{attribute.Name}.{name} is immutable, and a value of {attribute.Name} has another one already. Remove that value and add it anew."));
                }

                continue;
            }

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
