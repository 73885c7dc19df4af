using System.Globalization;
using System.Text;

namespace ScimFunctions.Protocol.Filters.Parsing;

/// <summary>Reads the JSON strings and numbers (RFC 8259 §6 and §7) that filters compare with.</summary>
internal static class JsonText
{
    /// <summary>The value of a string token.</summary>
    /// <param name="token">The token with its quotes.</param>
    /// <param name="start">Its place in the text.</param>
    /// <param name="context">Where errors belong.</param>
    public static string ReadString(ReadOnlySpan<char> token, int start, FilterContext context)
    {
        var body = token[1..^1];
        if (body.IndexOfAnyInRange('\0', '\u001f') is >= 0 and var control)
        {
            throw context.At(start + 1 + control, "a string holds a control character, which must be written as an escape");
        }

        var value = body.Contains('\\') ? Unescape(body, start + 1, context) : body.ToString();
        return IsWellFormed(value)
            ? value
            : throw context.At(start, "the string that begins here holds half a surrogate pair, which no attribute can hold");
    }

    /// <summary>The value of a number token.</summary>
    public static decimal ReadNumber(ReadOnlySpan<char> token, int start, FilterContext context)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!IsNumber(token))
        {
            throw context.At(start, "expected a number such as 42 or -1.5");
        }

        return decimal.TryParse(token, Styles, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw context.At(start, "the number that begins here is out of range");
    }

    /// <summary>Whether surrogates stand in pairs only, so that the text has a UTF-8 form.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var next = text.IndexOfAnyInRange('\ud800', '\udfff'); next >= 0; next = text.IndexOfAnyInRange('\ud800', '\udfff'))
        {
            if (Rune.DecodeFromUtf16(text[next..], out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[(next + length)..];
        }

        return true;
    }

    private static string Unescape(ReadOnlySpan<char> body, int start, FilterContext context)
    {
        var value = new StringBuilder(body.Length);
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] != '\\')
            {
                value.Append(body[at]);
                continue;
            }

            at++;
            value.Append(body[at] switch
            {
                '"' or '\\' or '/' => body[at],
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => ReadHex(body[(at + 1)..], start + at - 1, context),
                _ => throw context.At(start + at - 1, "expected an escape that JSON knows, such as \\\" or \\u00e9"),
            });
            at += body[at] == 'u' ? 4 : 0;
        }

        return value.ToString();
    }

    private static char ReadHex(ReadOnlySpan<char> digits, int position, FilterContext context) =>
        digits.Length >= 4 && ushort.TryParse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : throw context.At(position, "expected four hexadecimal digits after \\u");

    private static bool IsNumber(ReadOnlySpan<char> token)
    {
        var rest = token.TrimStart('-');
        if (token.Length - rest.Length > 1 || !SkipDigits(ref rest, out var digits) || (digits > 1 && token.TrimStart('-')[0] == '0'))
        {
            return false;
        }

        if (rest is ['.', ..])
        {
            rest = rest[1..];
            if (!SkipDigits(ref rest, out _))
            {
                return false;
            }
        }

        if (rest is ['e' or 'E', ..])
        {
            rest = rest is [_, '+' or '-', ..] ? rest[2..] : rest[1..];
            if (!SkipDigits(ref rest, out _))
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }

    private static bool SkipDigits(ref ReadOnlySpan<char> rest, out int count)
    {
        count = rest.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? rest.Length : count;
        rest = rest[count..];
        return count > 0;
    }
}
