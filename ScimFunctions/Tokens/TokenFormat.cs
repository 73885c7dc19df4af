using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ScimFunctions.Tokens;

/// <summary>
/// The form of a secret: a prefix, 43 base64url characters that carry 32 random bytes, and 6 characters of checksum, so
/// that malformed ones are refused without a look-up and secret scanners can know them.
/// </summary>
public sealed class TokenFormat
{
    private const int RandomBytes = 32, RandomLength = 43, LongestLength = 64;

    private static readonly SearchValues<byte> Base64UrlAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private readonly byte[] _prefix;

    private TokenFormat(ReadOnlySpan<byte> prefix) => _prefix = prefix.ToArray();

    /// <summary>Secret tokens of tenant groups: <c>scimfn_</c> and 49 characters.</summary>
    public static TokenFormat Bearer { get; } = new("scimfn_"u8);

    /// <summary>The key of the management interface: <c>scimadm_</c> and 49 characters.</summary>
    public static TokenFormat AdminKey { get; } = new("scimadm_"u8);

    /// <summary>How many characters a secret of this form has.</summary>
    public int Length => _prefix.Length + RandomLength + TokenChecksum.Length;

    /// <summary>A new random secret.</summary>
    public PlainToken Create()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        Span<byte> token = stackalloc byte[LongestLength];
        token = token[..Length];
        _prefix.CopyTo(token);
        Base64Url.EncodeToUtf8(random, token[_prefix.Length..]);
        var body = token[..^TokenChecksum.Length];
        TokenChecksum.Write(body, token[body.Length..]);
        CryptographicOperations.ZeroMemory(random);
        return new(Encoding.ASCII.GetString(token));
    }

    /// <summary>Whether <paramref name="token"/> has this form and its checksum is right. Says nothing of its validity.</summary>
    public bool IsWellFormed(ReadOnlySpan<char> token)
    {
        Span<byte> ascii = stackalloc byte[LongestLength];
        if (token.Length != Length || Ascii.FromUtf16(token, ascii, out var written) != OperationStatus.Done)
        {
            return false;
        }

        ReadOnlySpan<byte> whole = ascii[..written];
        var body = whole[..^TokenChecksum.Length];
        return body.StartsWith(_prefix)
            && !body[_prefix.Length..].ContainsAnyExcept(Base64UrlAlphabet)
            && TokenChecksum.Matches(body, whole[body.Length..]);
    }
}
