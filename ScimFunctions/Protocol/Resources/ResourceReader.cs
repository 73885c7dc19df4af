using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Reads what clients send as resources into the one form in which they are kept.</summary>
public static class ResourceReader
{
    /// <summary>Reads the body of a POST or PUT (RFC 7644 §3.3 and §3.5.1).</summary>
    /// <param name="body">The body. It is not changed, and shares no node with the result.</param>
    /// <param name="type">The type of the resource.</param>
    /// <returns>
    /// The resource as <see cref="CanonicalResource"/> arranges it, without <c>id</c> and <c>meta</c>, which are the
    /// server's. Unknown, read-only and write-only attributes (password), <c>$ref</c>s and what is null, empty or
    /// <c>""</c> are left out.
    /// </returns>
    /// <exception cref="ScimException">
    /// 400 <c>invalidSyntax</c> for <c>schemas</c> without the core schema or a name that is there twice; 400
    /// <c>invalidValue</c> for values of the wrong type or too large and for required attributes that are missing.
    /// </exception>
    public static JsonObject Read(JsonObject body, ResourceType type)
    {
        var members = JsonMembers.Of(body, "the body");
        SchemasAttribute.Require(members, type.Schema.Id);
        var resource = new JsonObject();
        foreach (var (key, value) in members)
        {
            switch (ResourceKey.Resolve(type, key))
            {
                case { Attribute: null, Extension: { } extension }:
                    ReadExtension(resource, extension, value);
                    break;
                case { } path:
                    ReadAttribute(resource, path, value);
                    break;
            }
        }

        CanonicalResource.Arrange(resource, type);
        RequiredAttributes.Verify(resource, type);
        return resource;
    }

    /// <summary>
    /// The <c>id</c> in a body, which the server does not have to heed; GitLab's attribute mapping sends the same value
    /// as <c>id</c> and <c>externalId</c>. Null where there is none or it is not a string.
    /// </summary>
    /// <param name="body">The body of a POST or PUT that <see cref="Read"/> has read.</param>
    /// <exception cref="ScimException">400 where the id is not Unicode text.</exception>
    public static string? ReadClientId(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (name.Equals(CommonAttributes.Id.Name, StringComparison.OrdinalIgnoreCase))
            {
                return JsonText.IsString(value) ? JsonText.Read(value!, CommonAttributes.Id.Name) : null;
            }
        }

        return null;
    }

    /// <summary>Reads the value of one attribute or sub-attribute.</summary>
    /// <param name="attribute">Its definition.</param>
    /// <param name="value">What the client sent; it is not changed.</param>
    /// <param name="pathForErrors">The name of the attribute in errors.</param>
    /// <returns>The value in canonical form, or null where it is unassigned: null, <c>""</c>, an empty array or object.</returns>
    /// <exception cref="ScimException">400 <c>invalidValue</c> for a value of the wrong type or too large.</exception>
    public static JsonNode? ReadValue(AttributeDefinition attribute, JsonNode? value, string pathForErrors) =>
        ValueReader.Read(attribute, value, pathForErrors);

    private static void ReadExtension(JsonObject resource, Schema extension, JsonNode? value)
    {
        if (value is null || JsonText.IsEmptyString(value))
        {
            return;
        }

        if (value is not JsonObject json)
        {
            throw TypeError.Of(extension.Id, "an object", value);
        }

        foreach (var (key, inner) in JsonMembers.Of(json, extension.Id))
        {
            if (ResourceKey.ResolveIn(extension, key) is { } path)
            {
                ReadAttribute(resource, path, inner);
            }
        }
    }

    private static void ReadAttribute(JsonObject resource, ResolvedPath path, JsonNode? value)
    {
        var attribute = path.Attribute!;
        if (!ValueReader.IsKept(attribute) || attribute == CommonAttributes.Schemas
            || (path.SubAttribute is { } sub && (attribute.MultiValued || !ValueReader.IsKept(sub))))
        {
            return;
        }

        if (ReadValue(path.SubAttribute ?? attribute, value, ResourceKey.Display(path)) is not { } read)
        {
            return;
        }

        // "name.givenName" and "name" may both be there: together they are one complex value.
        var added = path.SubAttribute is null ? read : new JsonObject { [path.SubAttribute.Name] = read };
        var container = path.Extension is null ? resource : Within(resource, path.Extension.Id);
        switch (container[attribute.Name], added)
        {
            case (null, _):
                container[attribute.Name] = added;
                break;
            case (JsonObject there, JsonObject more) when !there.Any(member => more.ContainsKey(member.Key)):
                MoveAll(more, there);
                break;
            default:
                throw new ScimException(ScimError.InvalidSyntax(
                    $"{ResourceKey.Display(path)} is there twice, under different names. Send each attribute once."));
        }
    }

    private static JsonObject Within(JsonObject resource, string urn)
    {
        if (resource[urn] is not JsonObject values)
        {
            resource[urn] = values = [];
        }

        return values;
    }

    private static void MoveAll(JsonObject from, JsonObject to)
    {
        foreach (var (name, value) in from.ToArray())
        {
            from.Remove(name);
            to.Add(name, value);
        }
    }
}
