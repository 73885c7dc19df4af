using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ScimFunctions.Directory.Searching.Cursors;

/// <summary>What a cursor is good for: one query of one tenant group.</summary>
public sealed class CursorScope
{
    private readonly byte[] _bytes;

    private CursorScope(byte[] bytes) => _bytes = bytes;

    /// <summary>The scope of a query.</summary>
    /// <param name="tenantGroupId">The id of the tenant group.</param>
    /// <param name="parameters">What makes the query the same, in a fixed order: where it was asked and its parameters as
    /// they were received, but for <c>cursor</c> and <c>count</c>; null for those that were not given.</param>
    public static CursorScope Of(string tenantGroupId, params ReadOnlySpan<string?> parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var parameter in parameters)
        {
            var bytes = parameter is null ? [] : Encoding.UTF8.GetBytes(parameter);
            BinaryPrimitives.WriteInt32LittleEndian(length, parameter is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return new CursorScope([.. Encoding.UTF8.GetBytes(tenantGroupId), .. hash.GetHashAndReset()]);
    }

    /// <summary>The data that is authenticated with a cursor.</summary>
    internal byte[] With(ReadOnlySpan<byte> keyId) => [.. keyId, .. _bytes];
}
