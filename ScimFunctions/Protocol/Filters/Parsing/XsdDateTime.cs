using System.Globalization;

namespace ScimFunctions.Protocol.Filters.Parsing;

/// <summary>Reads dateTime values (RFC 7643 §2.3.5): xsd:dateTime, with both a date and a time.</summary>
public static class XsdDateTime
{
    private const int FractionStart = 20;
    private const int MaxFraction = 7;
    private const int MaxZone = 6;

    /// <summary>
    /// Reads <c>2011-05-13T04:42:34.123Z</c> or one with an offset such as <c>+02:00</c>; without either it is UTC. Digits
    /// past 100 ns are dropped. False where the text is no such value.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        Span<char> buffer = stackalloc char[FractionStart + MaxFraction + MaxZone];
        scoped var value = text;
        if (text.Length > FractionStart && text[FractionStart - 1] == '.')
        {
            var fraction = text[FractionStart..];
            var digits = fraction.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : fraction.Length;
            var zone = fraction[digits..];
            if (digits == 0 || zone.Length > MaxZone)
            {
                instant = default;
                return false;
            }

            if (digits > MaxFraction)
            {
                text[..(FractionStart + MaxFraction)].CopyTo(buffer);
                zone.CopyTo(buffer[(FractionStart + MaxFraction)..]);
                value = buffer[..(FractionStart + MaxFraction + zone.Length)];
            }
        }

        return DateTimeOffset.TryParseExact(
            value,
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out instant);
    }
}
