using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>
/// Attributes that keep the value they were given (RFC 7643 §7, <c>immutable</c>; RFC 7644 §3.5.1). Sub-attributes of
/// multi-valued attributes are left out: their elements come and go as a whole.
/// </summary>
public static class ImmutableAttributes
{
    /// <summary>Refuses a change of a value that is set; to leave it out is to change it.</summary>
    /// <param name="before">The canonical resource as it is stored.</param>
    /// <param name="after">The canonical resource that takes its place.</param>
    /// <param name="type">Their type.</param>
    /// <exception cref="ScimException">400 <c>mutability</c>, naming the attribute.</exception>
    public static void Verify(JsonObject before, JsonObject after, ResourceType type)
    {
        foreach (var path in type.Checked.Immutable)
        {
            if (Find(before, path) is { } value && !JsonNode.DeepEquals(value, Find(after, path)))
            {
                var name = ResourceKey.Display(path);
                throw new ScimException(ScimError.Mutability(
                    $"{name} is immutable and has a value already. Send that value again, or create the resource anew."));
            }
        }
    }

    private static JsonNode? Find(JsonObject resource, ResolvedPath path)
    {
        var owner = path.Extension is null ? resource : resource[path.Extension.Id] as JsonObject;
        var value = owner?[path.Attribute!.Name];
        return path.SubAttribute is null ? value : (value as JsonObject)?[path.SubAttribute.Name];
    }
}
