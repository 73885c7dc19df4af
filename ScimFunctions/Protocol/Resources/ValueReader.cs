using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Reads attribute values: the client's form in, the canonical form out, as nodes of their own.</summary>
internal static class ValueReader
{
    /// <summary>The whole value of an attribute; null where it is unassigned (RFC 7643 §2.5).</summary>
    public static JsonNode? Read(AttributeDefinition attribute, JsonNode? value, string path) =>
        attribute.MultiValued ? ReadAll(attribute, value, path) : ReadOne(attribute, value, path);

    /// <summary>One value, of a single-valued attribute or an element of a multi-valued one.</summary>
    public static JsonNode? ReadOne(AttributeDefinition attribute, JsonNode? value, string path)
    {
        var normal = ClientDialects.Normalise(attribute, value);
        return normal switch
        {
            null => null,
            JsonObject json when attribute.Type == AttributeType.Complex => ReadComplex(attribute, json, path),
            _ when attribute.Type == AttributeType.Complex => throw TypeError.Of(path, "an object", normal),
            _ => SimpleValueReader.Read(attribute, normal, path),
        };
    }

    /// <summary>
    /// Whether a client's value is kept. Read-only ones are the server's, write-only ones (password) are never stored,
    /// and a <c>$ref</c> beside a <c>value</c> follows from it: the server writes it when it sends the resource, unless a
    /// tenant group registered it.
    /// </summary>
    public static bool IsKept(AttributeDefinition attribute) =>
        attribute.Mutability is Mutability.ReadWrite or Mutability.Immutable && (attribute.Name is not "$ref" || attribute.IsRegistered);

    private static JsonArray? ReadAll(AttributeDefinition attribute, JsonNode? value, string path)
    {
        if (ClientDialects.NormaliseAll(value) is not JsonArray elements)
        {
            return null;
        }

        var read = new JsonArray();
        foreach (var element in elements)
        {
            if (ReadOne(attribute, element, path) is { } kept)
            {
                read.Add(kept);
            }
        }

        var distinct = Elements.Merge(attribute, [], read, out _);
        Elements.RequireOnePrimary(distinct, path);
        return distinct.Count == 0 ? null : distinct;
    }

    private static JsonObject? ReadComplex(AttributeDefinition attribute, JsonObject json, string path)
    {
        var members = JsonMembers.Of(json, path);
        var read = new JsonObject();
        foreach (var subAttribute in attribute.SubAttributes)
        {
            if (IsKept(subAttribute)
                && members.TryGetValue(subAttribute.Name, out var value)
                && Read(subAttribute, value, $"{path}.{subAttribute.Name}") is { } kept)
            {
                read.Add(subAttribute.Name, kept);
            }
        }

        return read.Count == 0 ? null : read;
    }
}
