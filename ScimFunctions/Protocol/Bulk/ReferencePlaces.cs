using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>
/// Finds what may refer to a resource in the data of an operation: the values of references to users and groups, and the
/// <c>value</c> and <c>$ref</c> of complex attributes that have such a <c>$ref</c>. Anything else is text, whatever it says.
/// </summary>
internal static class ReferencePlaces
{
    private const string Value = "value";

    /// <summary>The places in the body of a POST or PUT.</summary>
    public static IEnumerable<ReferencePlace> In(JsonObject resource, ResourceType type)
    {
        foreach (var (name, value) in resource)
        {
            var places = ResourceKey.Resolve(type, name) switch
            {
                { Attribute: null, Extension: { } extension } => InExtension(value, extension, name),
                { } path => In(path, resource, null, name, value),
                null => [],
            };
            foreach (var place in places)
            {
                yield return place;
            }
        }
    }

    /// <summary>The places in the values of a PATCH.</summary>
    public static IEnumerable<ReferencePlace> InPatch(JsonObject body, ResourceType type)
    {
        foreach (var operation in PatchPaths.Operations(body))
        {
            var (name, value) = operation.FirstOrDefault(member => member.Key.Equals(Value, StringComparison.OrdinalIgnoreCase));
            var path = operation.FirstOrDefault(member => member.Key.Equals("path", StringComparison.OrdinalIgnoreCase)).Value;
            var places = (value, path is null ? null : Bind(DataTexts.TextOf(path), type)) switch
            {
                (null, _) => [],
                (JsonObject resource, null) when path is null => In(resource, type),
                (_, null) => [],
                (_, { Path: { Attribute: null, Extension: { } extension } }) => InExtension(value, extension, name),
                (_, { } bound) => In(bound.Path with { SubAttribute = bound.Path.SubAttribute ?? bound.SubAttribute }, operation, null, name, value),
            };
            foreach (var place in places)
            {
                yield return place;
            }
        }
    }

    /// <summary>Whether the values that a PATCH path compares may name resources.</summary>
    public static bool IsReference(string path, ResourceType type) =>
        Bind(path, type) is { Path.Attribute: { } attribute } && (IsReference(attribute) || LeadsToResource(attribute));

    private static IEnumerable<ReferencePlace> InExtension(JsonNode? value, Schema extension, string name) =>
        from member in value as JsonObject ?? []
        let path = ResourceKey.ResolveIn(extension, member.Key)
        where path is not null
        from place in In(path, (JsonObject)value!, name, member.Key, member.Value)
        select place;

    private static IEnumerable<ReferencePlace> In(ResolvedPath path, JsonObject holder, string? extension, string name, JsonNode? value) =>
        path.Attribute!.Mutability is Mutability.ReadOnly ? [] : value switch
        {
            JsonArray elements => elements.OfType<JsonNode>().SelectMany(element =>
                Strings(path, element).Select(text => new ReferencePlace(text, holder, extension, name, element))),
            null => [],
            _ => Strings(path, value).Select(text => new ReferencePlace(text, holder, extension, name, null)),
        };

    private static IEnumerable<JsonNode> Strings(ResolvedPath path, JsonNode value)
    {
        var (attribute, sub) = (path.Attribute!, path.SubAttribute);
        if (value is JsonObject complex && sub is null)
        {
            return complex.Where(member => IsReferenceOf(attribute, attribute.FindSubAttribute(member.Key)) && JsonText.IsString(member.Value)).Select(member => member.Value!);
        }

        // Some clients send a bare id in the place of {"value": id}.
        var refers = sub is null ? IsReference(attribute) || LeadsToResource(attribute) : IsReferenceOf(attribute, sub);
        return refers && JsonText.IsString(value) ? [value] : [];
    }

    private static bool IsReferenceOf(AttributeDefinition attribute, AttributeDefinition? sub) =>
        sub is not null && (IsReference(sub) || (sub.Name == Value && LeadsToResource(attribute)));

    private static bool LeadsToResource(AttributeDefinition attribute) => attribute.FindSubAttribute("$ref") is { } reference && IsReference(reference);

    private static bool IsReference(AttributeDefinition attribute) =>
        attribute.Type is AttributeType.Reference && attribute.ReferenceTypes.Any(type => type is "User" or "Group");

    private static BoundPatchPath? Bind(string? path, ResourceType type)
    {
        try
        {
            return path is null ? null : PatchPathBinder.Bind(PatchPath.Parse(path), type);
        }
        catch (ScimException)
        {
            // Whoever carries the operation out refuses it.
            return null;
        }
    }
}
