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

    /// <summary>Puts other strings in the place of strings within an object.</summary>
    /// <param name="json">The object, which is changed.</param>
    /// <param name="replacement">Gives what takes a string's place, or null where it stays.</param>
    public static void Replace(JsonObject? json, Func<string, string?> replacement)
    {
        foreach (var (name, value) in json?.ToArray() ?? [])
        {
            if (Replaced(value, replacement) is { } other)
            {
                json![name] = other;
            }
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

    private static JsonValue? Replaced(JsonNode? value, Func<string, string?> replacement)
    {
        switch (value)
        {
            case JsonObject json:
                Replace(json, replacement);
                return null;
            case JsonArray array:
                for (var index = 0; index < array.Count; index++)
                {
                    if (Replaced(array[index], replacement) is { } other)
                    {
                        array[index] = other;
                    }
                }

                return null;
            default:
                return TextOf(value) is { } text && replacement(text) is { } changed ? JsonValue.Create(changed) : null;
        }
    }
}
