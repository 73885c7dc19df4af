using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>The paths in the body of a PATCH, and the comparison values in them, which are JSON strings.</summary>
internal static class PatchPaths
{
    /// <summary>Each path with the operation that has it and the name under which it stands there.</summary>
    public static IEnumerable<(JsonObject Patch, string Key, string Text)> Of(JsonObject? data) =>
        from patch in Operations(data)
        from member in patch
        where member.Key.Equals("path", StringComparison.OrdinalIgnoreCase)
        let text = DataTexts.TextOf(member.Value)
        where text is not null
        select (patch, member.Key, text);

    /// <summary>The operations of a PATCH body.</summary>
    public static IEnumerable<JsonObject> Operations(JsonObject? data) =>
        from member in data ?? []
        where member.Key.Equals("Operations", StringComparison.OrdinalIgnoreCase)
        from patch in (member.Value as JsonArray ?? []).OfType<JsonObject>()
        select patch;

    /// <summary>The strings within a path, each with where it stands, quotes included.</summary>
    public static IEnumerable<(int Start, int End, string Text)> Quoted(string path)
    {
        var start = path.IndexOf('"', StringComparison.Ordinal);
        while (start >= 0 && EndOf(path, start) is { } end)
        {
            if (Unquote(path[start..end]) is { } text)
            {
                yield return (start, end, text);
            }

            start = path.IndexOf('"', end);
        }
    }

    /// <summary>The path with other strings in the place of those for which there is a replacement.</summary>
    public static string Replace(string path, Func<string, string?> replacement)
    {
        var result = new StringBuilder();
        var copied = 0;
        foreach (var (start, end, text) in Quoted(path))
        {
            if (replacement(text) is { } other)
            {
                result.Append(path, copied, start - copied).Append('"').Append(JsonEncodedText.Encode(other)).Append('"');
                copied = end;
            }
        }

        return result.Append(path, copied, path.Length - copied).ToString();
    }

    private static int? EndOf(string path, int start)
    {
        for (var end = start + 1; end < path.Length; end++)
        {
            if (path[end] == '"')
            {
                return end + 1;
            }

            end += path[end] == '\\' ? 1 : 0;
        }

        return null;
    }

    private static string? Unquote(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
