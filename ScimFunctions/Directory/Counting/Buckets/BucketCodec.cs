using System.Buffers;
using System.Text;

namespace ScimFunctions.Directory.Counting.Buckets;

/// <summary>
/// Buckets as the bytes of a row. Each is: how many characters its start shares with the one before, how many follow,
/// those characters in ASCII, and the count, signed, in seven bits a byte. A million resources take some ten kilobytes.
/// </summary>
internal static class BucketCodec
{
    private const byte More = 0x80;

    public static ReadOnlyMemory<byte> Write(BucketList buckets)
    {
        var output = new ArrayBufferWriter<byte>(16 * buckets.Count);
        var before = "";
        for (var index = 0; index < buckets.Count; index++)
        {
            var (start, count) = buckets[index];
            var shared = start.AsSpan().CommonPrefixLength(before);
            output.Write([(byte)shared, (byte)(start.Length - shared)]);
            Encoding.ASCII.GetBytes(start.AsSpan(shared), output);
            Write(output, (ulong)((count << 1) ^ (count >> 63)));
            before = start;
        }

        return output.WrittenMemory;
    }

    /// <exception cref="InvalidDataException">The bytes are not those of buckets.</exception>
    public static BucketList Read(ReadOnlySpan<byte> bytes)
    {
        var buckets = new List<Bucket>();
        try
        {
            var before = "";
            while (!bytes.IsEmpty)
            {
                var (shared, length) = (bytes[0], bytes[1]);
                before = string.Concat(before.AsSpan(0, shared), Encoding.ASCII.GetString(bytes.Slice(2, length)));
                bytes = bytes[(2 + length)..];
                var coded = ReadNumber(ref bytes);
                buckets.Add(new Bucket(before, (long)(coded >> 1) ^ -(long)(coded & 1)));
            }
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The counts of a tenant group cannot be read.", exception);
        }

        return new BucketList(buckets);
    }

    private static void Write(ArrayBufferWriter<byte> output, ulong number)
    {
        for (; number >= More; number >>= 7)
        {
            output.Write([(byte)(number | More)]);
        }

        output.Write([(byte)number]);
    }

    private static ulong ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            number |= (ulong)(next & ~More) << shift;
            if (next < More)
            {
                return number;
            }
        }
    }
}
