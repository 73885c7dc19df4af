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
    /// and a <c>$ref</c> follows from the <c>value</c>: the server writes it when it sends the resource, unless a tenant group
    /// registered it. One without a <c>value</c> gives that.
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

        if (IdOfReference(attribute, members, read) is { } id)
        {
            read.Insert(0, "value", Read(attribute.FindSubAttribute("value")!, JsonValue.Create(id), $"{path}.value"));
        }

        return read.Count == 0 ? null : read;
    }

    // RFC 7643 §2.4: a client may say by its URL alone what it refers to.
    private static string? IdOfReference(AttributeDefinition attribute, Dictionary<string, JsonNode?> members, JsonObject read)
    {
        if (read.ContainsKey("value")
            || attribute.FindSubAttribute("value") is not { } value || !IsKept(value)
            || attribute.FindSubAttribute("$ref") is not { IsRegistered: false }
            || !members.TryGetValue("$ref", out var reference) || !JsonText.IsString(reference))
        {
            return null;
        }

        var url = JsonText.Read(reference!, "$ref").Trim().TrimEnd('/');
        return url.Length == 0 ? null : Uri.UnescapeDataString(url[(url.LastIndexOf('/') + 1)..]);
    }
}
