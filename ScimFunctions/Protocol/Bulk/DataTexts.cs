using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>The strings in JSON, at any depth.</summary>
internal static class DataTexts
{
    /// <summary>Every string that is a value.</summary>
    public static IEnumerable<string> In(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                return json.SelectMany(member => In(member.Value));
            case JsonArray array:
                return array.SelectMany(In);
            default:
                return TextOf(node) is { } text ? [text] : [];
        }
    }

    /// <summary>The text of a string; null for what is none, and for text that is no Unicode, which whoever reads the data refuses.</summary>
    public static string? TextOf(JsonNode? node)
    {
        try
        {
            return JsonText.IsString(node) && node!.AsValue().TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
