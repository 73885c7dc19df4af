using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>
/// Tells whether a resource is in the form of <see cref="CanonicalResource.Arrange"/> already, which most changes leave it
/// in, without taking it apart.
/// </summary>
public static class CanonicalOrder
{
    private const int SchemasPlace = 0, IdPlace = 1, ExternalIdPlace = 2, FirstAttribute = 3;

    /// <summary>Whether arranging the resource would change nothing. Where it cannot tell cheaply, it says no.</summary>
    /// <param name="resource">A resource whose names are spelled as in the schemas.</param>
    /// <param name="type">Its type.</param>
    public static bool Holds(JsonObject resource, ResourceType type)
    {
        var place = -1;
        var extensions = 0;
        JsonArray? schemas = null;
        foreach (var (name, value) in resource)
        {
            var next = PlaceOf(name, type, place + 1);
            if (next < 0 || value is null)
            {
                return false;
            }

            var isArranged = AttributeAt(next, type) is { } attribute
                ? IsArranged(value, attribute)
                : ExtensionAt(next, type) is not { } extension || (value is JsonObject values && IsArranged(values, extension.Attributes));
            if (!isArranged)
            {
                return false;
            }

            place = next;
            schemas = place == SchemasPlace ? value as JsonArray : schemas;
            extensions += ExtensionAt(place, type) is null ? 0 : 1;
        }

        return schemas?.Count == extensions + 1 && NamesAll(schemas, resource, type);
    }

    private static bool NamesAll(JsonArray schemas, JsonObject resource, ResourceType type)
    {
        var at = 0;
        foreach (var extension in type.StoredExtensions)
        {
            if (resource.ContainsKey(extension.Id) && !Is(schemas[++at], extension.Id))
            {
                return false;
            }
        }

        return Is(schemas[0], type.Schema.Id);
    }

    private static bool Is(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue(out string? held) && held == text;

    // The places of a canonical resource: schemas, id, externalId, the core attributes, the extensions, meta.
    private static int PlaceOf(string name, ResourceType type, int from)
    {
        var last = FirstAttribute + type.Schema.Attributes.Count + type.StoredExtensions.Count;
        for (var place = from; place <= last; place++)
        {
            if (NameAt(place, type, last) == name)
            {
                return place;
            }
        }

        return -1;
    }

    private static string NameAt(int place, ResourceType type, int last) => place switch
    {
        SchemasPlace => CommonAttributes.Schemas.Name,
        IdPlace => CommonAttributes.Id.Name,
        ExternalIdPlace => CommonAttributes.ExternalId.Name,
        _ when place == last => CommonAttributes.Meta.Name,
        _ => AttributeAt(place, type)?.Name ?? ExtensionAt(place, type)!.Id,
    };

    private static AttributeDefinition? AttributeAt(int place, ResourceType type) =>
        place >= FirstAttribute && place - FirstAttribute < type.Schema.Attributes.Count ? type.Schema.Attributes[place - FirstAttribute] : null;

    private static Schema? ExtensionAt(int place, ResourceType type)
    {
        var at = place - FirstAttribute - type.Schema.Attributes.Count;
        return at >= 0 && at < type.StoredExtensions.Count ? type.StoredExtensions[at] : null;
    }

    private static bool IsArranged(JsonNode value, AttributeDefinition attribute)
    {
        switch (value)
        {
            case JsonObject complex:
                return IsArranged(complex, attribute.SubAttributes);
            case JsonArray array:
                foreach (var element in array)
                {
                    if (Elements.IsEmpty(element, attribute) || (element is JsonObject complex && !IsArranged(complex, attribute.SubAttributes)))
                    {
                        return false;
                    }
                }

                return array.Count > 0;
            default:
                return true;
        }
    }

    private static bool IsArranged(JsonObject values, IReadOnlyList<AttributeDefinition> attributes)
    {
        var at = 0;
        foreach (var (name, value) in values)
        {
            while (at < attributes.Count && attributes[at].Name != name)
            {
                at++;
            }

            if (at == attributes.Count || value is null || !IsArranged(value, attributes[at]))
            {
                return false;
            }
        }

        return values.Count > 0;
    }
}
