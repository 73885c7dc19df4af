using System.Globalization;
using System.Text.Json;

namespace ScimFunctions.Cli.Api;

/// <summary>Reads members of answers. What is missing, null or of another kind is the empty text: a newer or an older server may
/// answer more or less.</summary>
internal static class JsonField
{
    private const int SecondsEnd = 19;

    /// <summary>The member at this path, such as <c>who.tokenName</c>, as text for people: lists with commas, times to the second.</summary>
    public static string Text(JsonElement json, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return "";
            }
        }

        return Text(json);
    }

    /// <summary>The whole number at this path; 0 where there is none.</summary>
    public static long Number(JsonElement json, string path) =>
        long.TryParse(Text(json, path), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The text of a cell for each member that is there, with its name.</summary>
    public static IEnumerable<(string Name, string Text)> All(JsonElement json, string prefix = "") =>
        json.EnumerateObject().SelectMany(member => member.Value.ValueKind is JsonValueKind.Object
            ? All(member.Value, $"{prefix}{member.Name}.")
            : [($"{prefix}{member.Name}", Text(member.Value))]);

    private static string Text(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => ToSecond(json.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        JsonValueKind.Array => string.Join(", ", json.EnumerateArray().Select(Element)),
        _ => "",
    };

    private static string Element(JsonElement json) => json.ValueKind is JsonValueKind.Object
        ? string.Join(' ', json.EnumerateObject().Select(member => Text(member.Value)))
        : Text(json);

    private static string ToSecond(string text) =>
        text.Length > SecondsEnd && text[10] is 'T' && text[^1] is 'Z' && char.IsAsciiDigit(text[0])
            ? text[..SecondsEnd].Replace('T', ' ') + "Z"
            : text;
}
