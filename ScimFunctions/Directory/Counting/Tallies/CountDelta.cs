using System.Text;

namespace ScimFunctions.Directory.Counting.Tallies;

/// <summary>A resource that was made or deleted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Added">Whether it was made.</param>
internal readonly record struct CountDelta(string Id, bool Added)
{
    private const byte Removal = 0x80;
    private const int UuidLength = 36, UuidBytes = 16;

    /// <summary>How much the count changes.</summary>
    public int Change => Added ? 1 : -1;

    /// <summary>The bytes of the deltas in <paramref name="before"/> with this one after them: one byte that says what
    /// follows, then sixteen of a UUID, or as many as it says of any other id.</summary>
    public byte[] AppendTo(ReadOnlySpan<byte> before)
    {
        // An id that is no UUID as our own are written would come back as another.
        var isUuid = Id.Length == UuidLength && Guid.TryParseExact(Id, "D", out var uuid) && uuid.ToString() == Id;
        var length = isUuid ? UuidBytes : Id.Length;
        var bytes = new byte[before.Length + 1 + length];
        before.CopyTo(bytes);
        bytes[before.Length] = (byte)((Added ? 0 : Removal) | (isUuid ? 0 : length));
        var rest = bytes.AsSpan(before.Length + 1);
        if (isUuid)
        {
            Guid.Parse(Id).TryWriteBytes(rest, bigEndian: true, out _);
        }
        else
        {
            Encoding.ASCII.GetBytes(Id, rest);
        }

        return bytes;
    }

    /// <summary>The deltas of bytes, in the order in which they were made.</summary>
    public static List<CountDelta> Read(ReadOnlySpan<byte> bytes)
    {
        var deltas = new List<CountDelta>();
        while (!bytes.IsEmpty)
        {
            var added = (bytes[0] & Removal) == 0;
            var length = bytes[0] & ~Removal;
            bytes = bytes[1..];
            var taken = bytes[..(length == 0 ? UuidBytes : length)];
            deltas.Add(new(length == 0 ? new Guid(taken, bigEndian: true).ToString() : Encoding.ASCII.GetString(taken), added));
            bytes = bytes[taken.Length..];
        }

        return deltas;
    }
}
