using ScimFunctions.Directory.Searching.Paging;

namespace ScimFunctions.Directory.Searching.Cursors;

/// <summary>What a cursor says.</summary>
/// <param name="Walk">Where it leads.</param>
/// <param name="Count">The <c>count</c> of the query that it was made for.</param>
public sealed record CursorContent(Walk Walk, int Count)
{
    private const byte Form = 1;

    /// <summary>The content as bytes, with the moment at which the cursor is made.</summary>
    internal byte[] Write(DateTimeOffset made)
    {
        using var stream = new MemoryStream(128);
        using var writer = new BinaryWriter(stream);
        writer.Write(Form);
        writer.Write(made.ToUnixTimeMilliseconds());
        writer.Write7BitEncodedInt(Count);
        writer.Write(Walk.Backward);
        writer.Write(Walk.From is not null);
        if (Walk.From is { } place)
        {
            writer.Write(place.Key.Missing);
            writer.Write(place.Key.Number);
            writer.Write(place.Key.Text);
            writer.Write7BitEncodedInt(place.Type);
            writer.Write(place.Id);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The content of bytes that <see cref="Write"/> gave; null where another version of the server wrote them in
    /// another form.</summary>
    internal static CursorContent? Read(byte[] bytes, out DateTimeOffset made)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        made = default;
        if (reader.ReadByte() != Form)
        {
            return null;
        }

        made = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
        var count = reader.Read7BitEncodedInt();
        var backward = reader.ReadBoolean();
        if (!reader.ReadBoolean())
        {
            return new CursorContent(new Walk(null, backward), count);
        }

        var key = new SortKey(reader.ReadBoolean(), reader.ReadDecimal(), reader.ReadString());
        return new CursorContent(new Walk(new Place(key, reader.Read7BitEncodedInt(), reader.ReadString()), backward), count);
    }
}
