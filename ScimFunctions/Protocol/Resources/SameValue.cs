using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Whether two values of an attribute are one and the same to SCIM: strings by the attribute's <c>caseExact</c>.</summary>
internal static class SameValue
{
    public static bool Holds(AttributeDefinition attribute, JsonNode? one, JsonNode? other) =>
        !attribute.CaseExact && JsonText.IsString(one) && JsonText.IsString(other)
            ? JsonText.Read(one!, attribute.Name).Equals(JsonText.Read(other!, attribute.Name), StringComparison.OrdinalIgnoreCase)
            : JsonNode.DeepEquals(one, other);
}
