using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Patching;

/// <summary>The place of one attribute's value in its container: every value that PATCH sets passes here.</summary>
internal static class Slot
{
    /// <summary>Sets a value; null removes it. An immutable attribute keeps the spelling of the value that it has.</summary>
    /// <exception cref="ScimException">400 <c>mutability</c> where an immutable attribute has another value already.</exception>
    public static void Set(JsonObject container, AttributeDefinition attribute, JsonNode? value, string path)
    {
        RequireMutable(container, attribute, value, path);
        if (attribute.Mutability == Mutability.Immutable && container.ContainsKey(attribute.Name))
        {
            return;
        }

        if (value is null)
        {
            container.Remove(attribute.Name);
        }
        else
        {
            container[attribute.Name] = value;
        }
    }

    /// <summary>The elements of a multi-valued attribute, which is made empty where it is not there.</summary>
    public static JsonArray ElementsOf(JsonObject container, AttributeDefinition attribute)
    {
        if (container[attribute.Name] is not JsonArray elements)
        {
            container[attribute.Name] = elements = [];
        }

        return elements;
    }

    /// <summary>The complex value of a single-valued attribute, which is made empty where it is not there.</summary>
    public static JsonObject ComplexOf(JsonObject container, AttributeDefinition attribute)
    {
        if (container[attribute.Name] is not JsonObject value)
        {
            container[attribute.Name] = value = [];
        }

        return value;
    }

    /// <summary>Refuses to give an immutable attribute that has a value another one.</summary>
    public static void RequireMutable(JsonObject container, AttributeDefinition attribute, JsonNode? value, string path)
    {
        if (attribute.Mutability == Mutability.Immutable
            && container[attribute.Name] is { } existing
            && !SameValue.Holds(attribute, existing, value))
        {
            throw new ScimException(ScimError.Mutability(
                $"{path} is immutable and has a value already. Remove it from the identity provider's updates, or create the resource anew."));
        }
    }
}
