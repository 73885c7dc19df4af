using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Strings in a client's JSON, which may be escaped into something that is not Unicode.</summary>
internal static class JsonText
{
    public static bool IsString(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String;

    /// <summary>Whether it is the empty string, which Entra ID and OneLogin send for "no value".</summary>
    public static bool IsEmptyString(JsonNode? node)
    {
        try
        {
            return IsString(node) && node!.AsValue().TryGetValue<string>(out var text) && text.Length == 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether it is null, an empty array or an empty string: no value (RFC 7643 §2.5).</summary>
    public static bool IsNothing(JsonNode? node) => node is null or JsonArray { Count: 0 } || IsEmptyString(node);

    /// <summary>Gives the text of a JSON string.</summary>
    /// <param name="node">A node for which <see cref="IsString"/> holds.</param>
    /// <param name="path">What it is the value of, for the error.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c> for U+0000 and surrogates without their other half.</exception>
    public static string Read(JsonNode node, string path)
    {
        string? text;
        try
        {
            text = node.AsValue().TryGetValue<string>(out var value) ? value : node.ToString();
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds halves of surrogate pairs and bytes that are not UTF-8 only when the text is asked for.
            text = null;
        }

        if (text is null || !IsWellFormed(text))
        {
            throw new ScimException(ScimError.InvalidValue(
                $"{path} has characters that are not valid Unicode text: U+0000 or half of a surrogate pair. Remove them at the source."));
        }

        return text;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '\0' || char.IsLowSurrogate(character))
            {
                return false;
            }

            if (char.IsHighSurrogate(character) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }
}
