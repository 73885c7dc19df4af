using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ScimFunctions.Storage;

/// <summary>
/// Writes any text with the characters that keys may have: 0x21 to 0x7E without <c>/ \ # ? % :</c>. Different values
/// get different keys, and keys compare ordinally as their values do by code point, so that SQLite (UTF-8) and Azure
/// Tables (UTF-16) order alike. An excluded character and its neighbour share a lead; controls, space and <c>!</c>
/// become <c>!</c> and two hexadecimal digits; <c>~</c> and all beyond it <c>~</c> and six.
/// </summary>
public static class KeyEscape
{
    /// <summary>The longest escape that <see cref="Escape"/> gives. A longer one becomes a prefix and a hash.</summary>
    public const int MaxLength = 200;

    private const int PrefixLength = 130;

    // No escape has two in a row, since ~ is always followed by digits.
    private const string HashMark = "~~";

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "\"&'()*+,-0123456789<=@ABCDEFGHIJKLMNOPQRSTUVWXYZ]^_`abcdefghijklmnopqrstuvwxyz{|}");

    /// <summary>
    /// The key of a value. Past 200 characters it is the first 130, <c>~~</c> and the value's SHA-256: then its order
    /// holds only as far as the prefix reaches, and the caller keeps the value in a column and compares after a read.
    /// </summary>
    /// <exception cref="ArgumentException">The value is ill-formed UTF-16.</exception>
    public static string Escape(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length <= MaxLength && !value.AsSpan().ContainsAnyExcept(Plain))
        {
            return value;
        }

        var escaped = Write(value, int.MaxValue);
        return escaped.Length <= MaxLength
            ? escaped
            : string.Concat(Write(value, PrefixLength), HashMark, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value))));
    }

    /// <summary>What the keys of all values that begin with <paramref name="value"/> begin with: its escape, of at most
    /// 130 characters. Keys of other values may begin with it too where it was cut, so compare after a read.</summary>
    /// <exception cref="ArgumentException">The value is ill-formed UTF-16.</exception>
    public static string Prefix(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Write(value, PrefixLength);
    }

    /// <summary>Whether a key holds a hash from <see cref="Escape"/>, so that two values might share it.</summary>
    public static bool IsHashed(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Contains(HashMark, StringComparison.Ordinal);
    }

    private static string Write(string value, int limit)
    {
        var escaped = new StringBuilder(Math.Min(value.Length + 16, limit));
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var read) != OperationStatus.Done)
            {
                throw new ArgumentException("The value is ill-formed UTF-16: it holds half of a surrogate pair.", nameof(value));
            }

            rest = rest[read..];
            var before = escaped.Length;
            Append(escaped, rune.Value);
            if (escaped.Length > limit)
            {
                escaped.Length = before;
                break;
            }
        }

        return escaped.ToString();
    }

    private static StringBuilder Append(StringBuilder escaped, int codePoint) => codePoint switch
    {
        <= '!' => escaped.Append(CultureInfo.InvariantCulture, $"!{codePoint:x2}"),
        '#' => escaped.Append("$0"),
        '$' => escaped.Append("$1"),
        '%' => escaped.Append("$2"),
        '.' => escaped.Append(".0"),
        '/' => escaped.Append(".1"),
        ':' => escaped.Append(";0"),
        ';' => escaped.Append(";1"),
        '>' => escaped.Append(">0"),
        '?' => escaped.Append(">1"),
        '[' => escaped.Append("[0"),
        '\\' => escaped.Append("[1"),
        >= '~' => escaped.Append(CultureInfo.InvariantCulture, $"~{codePoint:x6}"),
        _ => escaped.Append((char)codePoint),
    };
}
