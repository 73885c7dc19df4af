using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Says that a value has the wrong type: which attribute, what belongs there, what came, what to do.</summary>
internal static class TypeError
{
    public static ScimException Of(string path, string expected, JsonNode? value) =>
        new(ScimError.InvalidValue($"{path} must be {expected}, and {KindOf(value)} was sent. {Remedy(path)}"));

    public static string Remedy(string path) =>
        $"Correct what is mapped to {path} in the identity provider's attribute mapping.";

    public static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
