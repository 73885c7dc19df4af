using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ScimFunctions.Tokens;

/// <summary>
/// A token that has proved right by its hash, so that the next request with it need not be hashed, which takes most of the
/// time of a check. It is kept as long as its group's row is, and masked with random bytes, so that it is in no memory dump
/// as text.
/// </summary>
internal sealed class SeenToken
{
    private const int Words = 8;

    private readonly ulong[] _mask = new ulong[Words];
    private readonly ulong[] _masked = new ulong[Words];

    public SeenToken(ReadOnlySpan<char> token)
    {
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_mask.AsSpan()));
        Write(token, _masked);
        for (var i = 0; i < Words; i++)
        {
            _masked[i] ^= _mask[i];
        }
    }

    /// <summary>The words of a well-formed token, for <see cref="Is"/>.</summary>
    public static void Write(ReadOnlySpan<char> token, Span<ulong> words)
    {
        words.Clear();
        Ascii.FromUtf16(token, MemoryMarshal.AsBytes(words), out _);
    }

    /// <summary>How many words a token takes.</summary>
    public static int Length => Words;

    /// <summary>Whether it is that token, in a time that does not depend on where they differ: without a branch on the
    /// way, and never inlined, so that none can be made.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Is(ReadOnlySpan<ulong> words)
    {
        ulong difference = 0;
        for (var i = 0; i < Words; i++)
        {
            difference |= words[i] ^ _mask[i] ^ _masked[i];
        }

        return difference == 0;
    }
}
