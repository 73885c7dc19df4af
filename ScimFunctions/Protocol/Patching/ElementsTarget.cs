using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Filters.Evaluation;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Patching;

/// <summary>Changes the elements that a path's filter matches (RFC 7644 §3.5.2, <c>valuePath</c>).</summary>
internal static class ElementsTarget
{
    /// <param name="container">The resource or an extension's values.</param>
    /// <param name="attribute">The multi-valued complex attribute.</param>
    /// <param name="filter">Which of its elements.</param>
    /// <param name="subAttribute">The sub-attribute of these; null for the elements themselves.</param>
    /// <param name="change">What to do.</param>
    /// <param name="path">The name for errors.</param>
    public static void Apply(
        JsonObject container, AttributeDefinition attribute, BoundFilter filter, AttributeDefinition? subAttribute, Change change, string path)
    {
        var elements = Slot.ElementsOf(container, attribute);
        var matches = elements.OfType<JsonObject>().Where(element => FilterEvaluator.MatchesElement(filter, element)).ToList();
        if (change.IsRemove)
        {
            Remove(container, attribute, elements, matches, subAttribute, change, path);
        }
        else if (matches.Count == 0)
        {
            matches = Create(attribute, elements, filter, subAttribute, change, path);
        }
        else if (subAttribute is not null)
        {
            matches.ForEach(element => AttributeTarget.Apply(element, subAttribute, change, $"{path}.{subAttribute.Name}"));
        }
        else
        {
            Overwrite(attribute, elements, matches, filter, change, path);
        }

        PrimaryElement.Keep(elements, matches, path);
        if (subAttribute is null ? !change.IsRemove : ElementKey.DependsOn(subAttribute, elements))
        {
            Elements.Unite(attribute, elements);
        }
    }

    private static void Remove(
        JsonObject container, AttributeDefinition attribute, JsonArray elements, List<JsonObject> matches, AttributeDefinition? subAttribute, Change change, string path)
    {
        foreach (var element in matches)
        {
            if (subAttribute is null)
            {
                Slot.RequireMutable(container, attribute, null, path);
                elements.Remove(element);
            }
            else
            {
                AttributeTarget.Apply(element, subAttribute, change, $"{path}.{subAttribute.Name}");
            }
        }
    }

    private static void Overwrite(
        AttributeDefinition attribute, JsonArray elements, List<JsonObject> matches, BoundFilter filter, Change change, string path)
    {
        if (ReadElement(attribute, change.Value, path) is not { } read)
        {
            if (!change.IsAdd)
            {
                matches.ForEach(element => elements.Remove(element));
                matches.Clear();
            }

            return;
        }

        // What the filter says of the element goes on being so unless the new value says otherwise.
        var stays = DescribedElement.Of(filter);
        foreach (var element in matches)
        {
            if (!change.IsAdd && IsAnother(attribute, element, read))
            {
                element.Clear();
            }

            foreach (var sub in attribute.SubAttributes.Where(ValueReader.IsKept))
            {
                if (read.ContainsKey(sub.Name) || !(change.IsAdd || sub.Mutability == Mutability.Immutable))
                {
                    Slot.Set(element, sub, (read[sub.Name] ?? stays?[sub.Name])?.DeepClone(), $"{path}.{sub.Name}");
                }
            }
        }
    }

    // Values are replaced (§3.5.2.3): where a value is immutable, such as that of a member, another one takes its place.
    private static bool IsAnother(AttributeDefinition attribute, JsonObject element, JsonObject read) =>
        attribute.FindSubAttribute("value") is { Mutability: Mutability.Immutable } value
        && element.ContainsKey(value.Name) && read.ContainsKey(value.Name)
        && !SameValue.Holds(value, element[value.Name], read[value.Name]);

    private static List<JsonObject> Create(
        AttributeDefinition attribute, JsonArray elements, BoundFilter filter, AttributeDefinition? subAttribute, Change change, string path)
    {
        var read = subAttribute is null ? ReadElement(attribute, change.Value, path) : null;
        if (subAttribute is null && read is null && change.IsAdd)
        {
            return [];
        }

        var described = subAttribute is not null || change.IsAdd ? DescribedElement.Of(filter) : null;
        if (described is null || described.ContainsKey("value"))
        {
            throw new ScimException(ScimError.NoTarget(
                $"No value of {path} matches the filter in path. Add the value first, or correct the filter in the identity provider's attribute mapping."));
        }

        if (subAttribute is not null)
        {
            AttributeTarget.Apply(described, subAttribute, change, $"{path}.{subAttribute.Name}");
        }
        else
        {
            foreach (var (name, value) in read!)
            {
                described[name] = value?.DeepClone();
            }
        }

        Elements.Merge(attribute, elements, new JsonArray(described), out var touched);
        return [.. touched.OfType<JsonObject>()];
    }

    private static JsonObject? ReadElement(AttributeDefinition attribute, JsonNode? value, string path) =>
        (JsonObject?)ValueReader.ReadOne(attribute, value is JsonArray { Count: 1 } array ? array[0] : value, path);
}
