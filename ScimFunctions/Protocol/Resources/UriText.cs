namespace ScimFunctions.Protocol.Resources;

/// <summary>URIs that clients send as references (RFC 7643 §2.3.7).</summary>
internal static class UriText
{
    private static readonly string[] RefusedSchemes = ["javascript", "vbscript", "data"];

    /// <summary>
    /// Whether the text is a URI reference (RFC 3986 §4.1) that whoever shows it can make a link of: neither script nor a
    /// document of its own stands in it.
    /// </summary>
    public static bool IsHarmlessReference(string text) => IsReference(text) && !Array.Exists(RefusedSchemes, SchemeOf(text).Equals);

    private static bool IsReference(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) || char.IsWhiteSpace(character) || character is '<' or '>' or '"')
            {
                return false;
            }
        }

        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _);
    }

    private static string SchemeOf(string text) =>
        text.AsSpan().IndexOfAny(":/?#") is >= 0 and var end && text[end] == ':' ? text[..end].ToLowerInvariant() : "";
}
