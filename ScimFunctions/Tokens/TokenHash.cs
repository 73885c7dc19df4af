using System.Security.Cryptography;
using System.Text;

namespace ScimFunctions.Tokens;

/// <summary>
/// What is stored of a secret: SHA-256 of (owner's id ‖ secret). A slow hash would add nothing, for the secret has 256
/// random bits; the owner's id makes the hash worthless for any other owner.
/// </summary>
public static class TokenHash
{
    /// <summary>The length of a hash, in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const int LongestInput = 256;

    /// <summary>Writes the hash to <paramref name="destination"/> (32 bytes). The two texts are ASCII and together at most
    /// 256 characters.</summary>
    public static void Write(ReadOnlySpan<char> ownerId, ReadOnlySpan<char> token, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[LongestInput];
        var length = Encoding.ASCII.GetBytes(ownerId, input);
        length += Encoding.ASCII.GetBytes(token, input[length..]);
        SHA256.HashData(input[..length], destination);
        CryptographicOperations.ZeroMemory(input[..length]);
    }

    /// <summary>The hash of a new secret of that owner.</summary>
    public static byte[] Of(string ownerId, PlainToken token)
    {
        var hash = new byte[Length];
        Write(ownerId, token.Reveal(), hash);
        return hash;
    }

    /// <summary>Whether two hashes are equal, in a time that does not depend on where they differ.</summary>
    public static bool Equal(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        CryptographicOperations.FixedTimeEquals(left, right);
}
