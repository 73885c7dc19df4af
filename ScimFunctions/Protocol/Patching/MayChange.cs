using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Patching;

/// <summary>Whether an operation may change what it names (RFC 7643 §7, <c>mutability</c>).</summary>
internal static class MayChange
{
    /// <summary>Gives false where the change is accepted and has no effect.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="path">What is to be changed.</param>
    /// <param name="change">How.</param>
    /// <param name="isNamed">Whether the client named it in a path, rather than sent it along with others.</param>
    /// <exception cref="ScimException">400 <c>mutability</c>.</exception>
    public static bool Decide(JsonObject resource, BoundPatchPath path, Change change, bool isNamed)
    {
        if (path.Path.Attribute == CommonAttributes.Id)
        {
            return IsOwnId(resource, change) ? false : throw Refuse(path);
        }

        ReadOnlySpan<AttributeDefinition?> definitions = [path.Path.Attribute, path.Path.SubAttribute, path.SubAttribute];
        foreach (var definition in definitions)
        {
            if (definition?.Mutability == Mutability.ReadOnly)
            {
                return isNamed || !IsOfNoEffect(path.Path.Attribute!, change) ? throw Refuse(path) : false;
            }

            if (definition is not null && (definition == CommonAttributes.Schemas || !ValueReader.IsKept(definition)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOwnId(JsonObject resource, Change change) =>
        !change.IsRemove && JsonText.IsString(change.Value) && resource[CommonAttributes.Id.Name] is { } id
        && JsonText.Read(change.Value!, "id").Equals(JsonText.Read(id, "id"), StringComparison.Ordinal);

    // What clients send of meta "SHALL be ignored" (RFC 7643 §3.1). Okta sends "groups": [] along with others.
    private static bool IsOfNoEffect(AttributeDefinition attribute, Change change) =>
        attribute == CommonAttributes.Meta || JsonText.IsNothing(change.Value);

    private static ScimException Refuse(BoundPatchPath path)
    {
        var name = ResourceKey.Display(path.Path) + (path.SubAttribute is { } sub ? $".{sub.Name}" : "");
        return new ScimException(ScimError.Mutability(
            $"{name} is read-only. Remove what is mapped to {name} from the identity provider's attribute mapping."));
    }
}
