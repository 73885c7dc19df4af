using System.Buffers.Binary;

namespace ScimFunctions.Storage.Embedded;

/// <summary>Columns and document of a row as one run of bytes: the length of the columns in four bytes, little-endian,
/// the columns, the document. A row with neither has no bytes.</summary>
internal static class RowBytes
{
    /// <summary>Writes a row's bytes into a buffer, which grows to hold them.</summary>
    public static ReadOnlySpan<byte> Write(Columns columns, ReadOnlySpan<byte> document, ref byte[] buffer)
    {
        var encoded = columns.Encoded.Span;
        if (encoded.IsEmpty && document.IsEmpty)
        {
            return default;
        }

        var length = 4 + encoded.Length + document.Length;
        if (buffer.Length < length)
        {
            buffer = new byte[length * 2];
        }

        BinaryPrimitives.WriteInt32LittleEndian(buffer, encoded.Length);
        encoded.CopyTo(buffer.AsSpan(4));
        document.CopyTo(buffer.AsSpan(4 + encoded.Length));
        return buffer.AsSpan(0, length);
    }

    /// <summary>A row that shares nothing with what it is made of.</summary>
    public static Row Copy(string key, string etag, Columns columns, ReadOnlySpan<byte> document)
    {
        var encoded = columns.Encoded.Span;
        var bytes = new byte[encoded.Length + document.Length];
        encoded.CopyTo(bytes);
        document.CopyTo(bytes.AsSpan(encoded.Length));
        return new Row(key, etag, Columns.Decode(bytes.AsMemory(0, encoded.Length)), bytes.AsMemory(encoded.Length));
    }

    /// <summary>The row of the bytes, which it takes one copy of.</summary>
    public static Row Read(string key, long version, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new Row(key, Version.Print(version), Columns.None, default);
        }

        ReadOnlyMemory<byte> kept = bytes[4..].ToArray();
        var columns = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return new Row(key, Version.Print(version), Columns.Decode(kept[..columns]), kept[columns..]);
    }
}
