using Microsoft.Extensions.Primitives;

namespace ScimFunctions.Functions.Requests;

/// <summary>
/// The preference <c>return</c> of a <c>Prefer</c> header (RFC 7240 §2 and §4.2). Names compare without case, a value may
/// be quoted, of several the first counts, and what is not understood is ignored.
/// </summary>
public static class ReturnPreference
{
    public const string Minimal = "return=minimal";
    public const string Representation = "return=representation";

    /// <summary>One of the two constants, or null where neither is asked for.</summary>
    /// <param name="headers">The lines of the header.</param>
    public static string? Of(StringValues headers)
    {
        foreach (var header in headers)
        {
            foreach (var preference in Split(header ?? "", ','))
            {
                // Parameters of a preference follow after semicolons; "return" has none.
                var pair = Split(preference, ';')[0];
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0 && pair.AsSpan(0, equals).Trim().Equals("return", StringComparison.OrdinalIgnoreCase))
                {
                    return Named(pair.AsSpan(equals + 1).Trim());
                }
            }
        }

        return null;
    }

    private static string? Named(ReadOnlySpan<char> value)
    {
        var text = value is ['"', .. var quoted, '"'] ? quoted.ToString().Replace("\\", "", StringComparison.Ordinal) : value.ToString();
        return text.ToUpperInvariant() switch
        {
            "MINIMAL" => Minimal,
            "REPRESENTATION" => Representation,
            _ => null,
        };
    }

    // A separator within quotes is text.
    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var (start, quoted) = (0, false);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '"')
            {
                quoted = !quoted;
            }
            else if (quoted && text[index] == '\\')
            {
                index++;
            }
            else if (!quoted && text[index] == separator)
            {
                parts.Add(text[start..index]);
                start = index + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
