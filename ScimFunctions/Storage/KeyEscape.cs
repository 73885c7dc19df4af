using System.Buffers;
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

    private const int LongestEscape = 7;

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

        Span<char> escaped = stackalloc char[MaxLength];
        if (TryWrite(value, escaped, out var length))
        {
            return escaped[..length].ToString();
        }

        RequireWellFormed(value);
        TryWrite(value, escaped[..PrefixLength], out length);
        return string.Concat(escaped[..length], HashMark, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value))));
    }

    /// <summary>What the keys of all values that begin with <paramref name="value"/> begin with: its escape, of at most
    /// 130 characters. Keys of other values may begin with it too where it was cut, so compare after a read.</summary>
    /// <exception cref="ArgumentException">The value is ill-formed UTF-16.</exception>
    public static string Prefix(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Span<char> escaped = stackalloc char[PrefixLength];
        TryWrite(value, escaped, out var length);
        return escaped[..length].ToString();
    }

    /// <summary>Whether a key holds a hash from <see cref="Escape"/>, so that two values might share it.</summary>
    public static bool IsHashed(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Contains(HashMark, StringComparison.Ordinal);
    }

    private static void RequireWellFormed(string value)
    {
        if (!Folding.IsWellFormed(value))
        {
            throw IllFormed(nameof(value));
        }
    }

    /// <summary>Writes the escapes that fit as a whole, and says whether those are all.</summary>
    private static bool TryWrite(ReadOnlySpan<char> value, Span<char> destination, out int length)
    {
        Span<char> room = stackalloc char[LongestEscape];
        length = 0;
        while (!value.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(value, out var rune, out var read) != OperationStatus.Done)
            {
                throw IllFormed(nameof(value));
            }

            var escape = EscapeOf(rune.Value, room);
            if (!escape.TryCopyTo(destination[length..]))
            {
                return false;
            }

            length += escape.Length;
            value = value[read..];
        }

        return true;
    }

    private static ReadOnlySpan<char> EscapeOf(int codePoint, Span<char> room) => codePoint switch
    {
        <= '!' => Digits(codePoint, '!', room[..3]),
        '#' => "$0",
        '$' => "$1",
        '%' => "$2",
        '.' => ".0",
        '/' => ".1",
        ':' => ";0",
        ';' => ";1",
        '>' => ">0",
        '?' => ">1",
        '[' => "[0",
        '\\' => "[1",
        >= '~' => Digits(codePoint, '~', room),
        _ => Itself((char)codePoint, room[..1]),
    };

    private static ReadOnlySpan<char> Digits(int codePoint, char lead, Span<char> room)
    {
        room[0] = lead;
        for (var at = room.Length - 1; at > 0; at--, codePoint >>= 4)
        {
            room[at] = "0123456789abcdef"[codePoint & 0xF];
        }

        return room;
    }

    private static ReadOnlySpan<char> Itself(char character, Span<char> room)
    {
        room[0] = character;
        return room;
    }

    private static ArgumentException IllFormed(string parameter) =>
        new("The value is ill-formed UTF-16: it holds half of a surrogate pair.", parameter);
}
