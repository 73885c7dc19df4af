using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>The one form of a resource's content, so that equal content is written as equal bytes.</summary>
public static class CanonicalResource
{
    /// <summary>
    /// Brings a resource into that form, in place: <c>schemas</c> as its content calls for, then <c>id</c>,
    /// <c>externalId</c>, the core attributes and the extensions in the order of their schemas, <c>meta</c> last;
    /// nothing that is null or empty (RFC 7643 §2.5), and no element that only has a <c>type</c> or <c>primary</c>.
    /// </summary>
    /// <param name="resource">A resource whose names are spelled as in the schemas.</param>
    /// <param name="type">Its type.</param>
    public static void Arrange(JsonObject resource, ResourceType type)
    {
        if (CanonicalOrder.Holds(resource, type))
        {
            return;
        }

        var members = new Dictionary<string, JsonNode?>(resource, StringComparer.Ordinal);
        resource.Clear();
        foreach (var extension in type.Extensions)
        {
            if (members.TryGetValue(extension.Schema.Id, out var values) && ArrangeObject(values as JsonObject, extension.Schema.Attributes) is null)
            {
                members.Remove(extension.Schema.Id);
            }
        }

        var schemas = SchemasAttribute.Of(type, members);
        resource.Add(CommonAttributes.Schemas.Name, schemas);
        members.Remove(CommonAttributes.Schemas.Name);
        Move(members, resource, CommonAttributes.Id);
        Move(members, resource, CommonAttributes.ExternalId);
        members.Remove(CommonAttributes.Meta.Name, out var meta);
        foreach (var attribute in type.Schema.Attributes)
        {
            Move(members, resource, attribute);
        }

        foreach (var extension in type.StoredExtensions)
        {
            if (members.Remove(extension.Id, out var values))
            {
                resource.Add(extension.Id, values);
            }
        }

        // Values of an extension that was registered a moment ago by another process are nobody's to drop.
        foreach (var (name, value) in members)
        {
            resource.Add(name, value);
            if (name.Contains(':', StringComparison.Ordinal))
            {
                schemas.Add((JsonNode)JsonValue.Create(name));
            }
        }

        if (meta is not null)
        {
            resource.Add(CommonAttributes.Meta.Name, meta);
        }
    }

    private static void Move(Dictionary<string, JsonNode?> from, JsonObject to, AttributeDefinition attribute)
    {
        if (from.Remove(attribute.Name, out var value) && ArrangeValue(value, attribute) is { } arranged)
        {
            to.Add(attribute.Name, arranged);
        }
    }

    private static JsonNode? ArrangeValue(JsonNode? value, AttributeDefinition attribute) => value switch
    {
        JsonArray array => ArrangeArray(array, attribute),
        JsonObject json => ArrangeObject(json, attribute.SubAttributes),
        _ => value,
    };

    private static JsonArray? ArrangeArray(JsonArray array, AttributeDefinition attribute)
    {
        for (var i = array.Count - 1; i >= 0; i--)
        {
            if (array[i] is JsonObject element)
            {
                ArrangeObject(element, attribute.SubAttributes);
            }

            if (Elements.IsEmpty(array[i], attribute))
            {
                array.RemoveAt(i);
            }
        }

        return array.Count == 0 ? null : array;
    }

    private static JsonObject? ArrangeObject(JsonObject? json, IReadOnlyList<AttributeDefinition> attributes)
    {
        if (json is null)
        {
            return null;
        }

        var members = new Dictionary<string, JsonNode?>(json, StringComparer.Ordinal);
        json.Clear();
        foreach (var attribute in attributes)
        {
            Move(members, json, attribute);
        }

        // Likewise those of an attribute that was added to a registered schema.
        foreach (var (name, value) in members)
        {
            json.Add(name, value);
        }

        return json.Count == 0 ? null : json;
    }
}
