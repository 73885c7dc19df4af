using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Patching;

/// <summary>Changes a whole extension: a path, or a key in a value without path, that is a URN alone.</summary>
internal static class ExtensionTarget
{
    /// <param name="values">The extension's values in the resource.</param>
    /// <param name="extension">The extension.</param>
    /// <param name="change">With an object of the extension's attributes; those that are not named stay as they are.</param>
    public static void Apply(JsonObject values, Schema extension, Change change)
    {
        if (change.IsRemove || change.Value is null || JsonText.IsEmptyString(change.Value))
        {
            foreach (var attribute in extension.Attributes.Where(ValueReader.IsKept))
            {
                Slot.Set(values, attribute, null, $"{extension.Id}:{attribute.Name}");
            }

            return;
        }

        if (change.Value is not JsonObject json)
        {
            throw TypeError.Of(extension.Id, "an object", change.Value);
        }

        foreach (var (key, value) in JsonMembers.Of(json, extension.Id))
        {
            var part = change with { Value = value };
            if (ResourceKey.ResolveIn(extension, key) is { Attribute: { } attribute } path && MayChange.Decide(values, new BoundPatchPath(path, null, null), part, isNamed: false))
            {
                AttributeTarget.Apply(values, attribute, path.SubAttribute, part, ResourceKey.Display(path));
            }
        }
    }
}
