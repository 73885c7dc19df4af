using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Patching;

/// <summary>Changes what a path without a filter names (RFC 7644 §3.5.2.1 to §3.5.2.3).</summary>
internal static class AttributeTarget
{
    /// <param name="container">The resource, an extension's values or a complex value.</param>
    /// <param name="attribute">The attribute in it.</param>
    /// <param name="subAttribute">The sub-attribute, where the path names one.</param>
    /// <param name="change">What to do.</param>
    /// <param name="path">The name for errors.</param>
    public static void Apply(JsonObject container, AttributeDefinition attribute, AttributeDefinition? subAttribute, Change change, string path)
    {
        if (subAttribute is null)
        {
            Apply(container, attribute, change, path);
        }
        else if (!attribute.MultiValued)
        {
            Apply(Slot.ComplexOf(container, attribute), subAttribute, change, path);
        }
        else
        {
            ApplyToEach(container, attribute, subAttribute, change, path);
        }
    }

    /// <summary>The same for one attribute or sub-attribute as a whole.</summary>
    public static void Apply(JsonObject container, AttributeDefinition attribute, Change change, string path)
    {
        switch (change)
        {
            case { IsRemove: true } when attribute.MultiValued && change.Value is not null:
                ElementRemoval.Apply(container, attribute, change.Value, path);
                break;
            case { IsRemove: true }:
                Slot.Set(container, attribute, null, path);
                break;
            case { IsAdd: true } when attribute.MultiValued:
                Add(container, attribute, change.Value, path);
                break;
            case var _ when attribute is { Type: AttributeType.Complex, MultiValued: false }:
                Merge(container, attribute, change, path);
                break;
            default:
                Slot.Set(container, attribute, ResourceReader.ReadValue(attribute, change.Value, path), path);
                break;
        }
    }

    private static void Add(JsonObject container, AttributeDefinition attribute, JsonNode? value, string path)
    {
        if (ResourceReader.ReadValue(attribute, value, path) is not JsonArray added)
        {
            return;
        }

        Slot.RequireMutable(container, attribute, added, path);
        var elements = Elements.Merge(attribute, Slot.ElementsOf(container, attribute), added, out var touched);
        PrimaryElement.Keep(elements, touched, path);
    }

    // Sub-attributes that are not named stay as they are (RFC 7644 §3.5.2.3).
    private static void Merge(JsonObject container, AttributeDefinition attribute, Change change, string path)
    {
        switch (ClientDialects.Normalise(attribute, change.Value))
        {
            case null:
                Slot.Set(container, attribute, null, path);
                break;
            case JsonObject json:
                Slot.RequireMutable(container, attribute, ResourceReader.ReadValue(attribute, json, path), path);
                var members = JsonMembers.Of(json, path);
                var target = Slot.ComplexOf(container, attribute);
                foreach (var sub in attribute.SubAttributes)
                {
                    if (ValueReader.IsKept(sub) && members.TryGetValue(sub.Name, out var value))
                    {
                        Apply(target, sub, change with { Value = value }, $"{path}.{sub.Name}");
                    }
                }

                break;
            case var other:
                throw TypeError.Of(path, "an object", other);
        }
    }

    private static void ApplyToEach(JsonObject container, AttributeDefinition attribute, AttributeDefinition subAttribute, Change change, string path)
    {
        var elements = Slot.ElementsOf(container, attribute);
        if (elements.Count == 0 && !change.IsRemove)
        {
            elements.Add((JsonNode)new JsonObject());
        }

        var touched = elements.OfType<JsonObject>().ToList();
        foreach (var element in touched)
        {
            Apply(element, subAttribute, change, path);
        }

        PrimaryElement.Keep(elements, touched, path);
        if (ElementKey.DependsOn(subAttribute, elements))
        {
            Elements.Unite(attribute, elements);
        }
    }
}
