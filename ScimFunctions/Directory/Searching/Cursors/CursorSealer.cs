using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Directory.Searching.Cursors;

/// <summary>
/// Makes cursors of characters that need no escaping in URLs and JSON (RFC 9865 §2), which nobody else can read or make: the
/// key's id, a nonce, and the content under AES-256-GCM with the <see cref="CursorScope"/> authenticated. They have less
/// than 2,000 characters. Nonces are random, so a key is good for 2^32 cursors: 1,600 each second of its 30 days.
/// </summary>
public sealed class CursorSealer(TimeProvider time)
{
    private const int IdLength = sizeof(int), NonceLength = 12, TagLength = 16, LongestText = 2_048;
    private const int Overhead = IdLength + NonceLength + TagLength;

    /// <summary>How long a cursor is valid.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromHours(1);

    /// <summary>The cursor of that content.</summary>
    public string Seal(CursorContent content, CursorScope scope, CursorKey key)
    {
        var plain = content.Write(time.GetUtcNow());
        var whole = new byte[Overhead + plain.Length];
        var id = whole.AsSpan(0, IdLength);
        BinaryPrimitives.WriteInt32LittleEndian(id, key.Id);
        var nonce = whole.AsSpan(IdLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Bytes.Span, TagLength);
        aes.Encrypt(nonce, plain, whole.AsSpan(IdLength + NonceLength, plain.Length), whole.AsSpan(whole.Length - TagLength), scope.With(id));
        return Base64Url.EncodeToString(whole);
    }

    /// <summary>The id of the key that a cursor was sealed with.</summary>
    /// <exception cref="ScimException">400 <c>invalidCursor</c>: it is no cursor.</exception>
    public static int KeyIdOf(string cursor) => BinaryPrimitives.ReadInt32LittleEndian(Decode(cursor));

    /// <summary>What a cursor says.</summary>
    /// <param name="cursor">The cursor as the client sent it.</param>
    /// <param name="scope">The query that it came with.</param>
    /// <param name="key">The key that it names; null where there is none.</param>
    /// <exception cref="ScimException">400 <c>invalidCursor</c>: it was changed, or made for another query or another tenant
    /// group; 400 <c>expiredCursor</c>: it is older than <see cref="Timeout"/>.</exception>
    public CursorContent Open(string cursor, CursorScope scope, CursorKey? key)
    {
        var whole = Decode(cursor);
        if (key is null || key.Id != BinaryPrimitives.ReadInt32LittleEndian(whole) || CursorContent.Read(Decrypt(whole, scope, key), out var made) is not { } content)
        {
            throw Invalid();
        }

        return time.GetUtcNow() - made <= Timeout
            ? content
            : throw new ScimException(ScimError.ExpiredCursor((int)Timeout.TotalSeconds));
    }

    private static byte[] Decrypt(byte[] whole, CursorScope scope, CursorKey key)
    {
        var plain = new byte[whole.Length - Overhead];
        try
        {
            using var aes = new AesGcm(key.Bytes.Span, TagLength);
            aes.Decrypt(
                whole.AsSpan(IdLength, NonceLength), whole.AsSpan(IdLength + NonceLength, plain.Length), whole.AsSpan(whole.Length - TagLength),
                plain, scope.With(whole.AsSpan(0, IdLength)));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Invalid();
        }
    }

    // What decodes to the same bytes and is spelled otherwise is not what was given out.
    private static byte[] Decode(string cursor)
    {
        if (cursor.Length > LongestText || !Base64Url.IsValid(cursor))
        {
            throw Invalid();
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        return bytes.Length > Overhead && Base64Url.EncodeToString(bytes).Equals(cursor, StringComparison.Ordinal) ? bytes : throw Invalid();
    }

    private static ScimException Invalid() => new(ScimError.InvalidCursor);
}
