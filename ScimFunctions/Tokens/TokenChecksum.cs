using System.Buffers.Binary;
using System.Numerics;

namespace ScimFunctions.Tokens;

/// <summary>
/// The checksum at the end of a secret: CRC-32C (Castagnoli; initial value and final exclusive-or all ones) of the ASCII
/// characters before it, as six base62 digits (0-9, A-Z, a-z), the most significant first.
/// </summary>
internal static class TokenChecksum
{
    public const int Length = 6;

    private static ReadOnlySpan<byte> Digits => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    /// <summary>Writes the six digits for <paramref name="body"/>.</summary>
    public static void Write(ReadOnlySpan<byte> body, Span<byte> destination)
    {
        var rest = Crc32C(body);
        for (var i = Length - 1; i >= 0; i--)
        {
            (rest, var digit) = Math.DivRem(rest, 62);
            destination[i] = Digits[(int)digit];
        }
    }

    /// <summary>Whether <paramref name="checksum"/> is that of <paramref name="body"/>.</summary>
    public static bool Matches(ReadOnlySpan<byte> body, ReadOnlySpan<byte> checksum)
    {
        Span<byte> expected = stackalloc byte[Length];
        Write(body, expected);
        return checksum.SequenceEqual(expected);
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
