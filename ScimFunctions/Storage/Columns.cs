using System.Buffers.Binary;
using System.Text;

namespace ScimFunctions.Storage;

/// <summary>
/// The named values of a row beside its document, kept as one run of bytes, so that a read decodes only what is asked
/// for. Each column is: length of the name, the name in ASCII, a type, and the value (a string with a 32-bit length
/// in bytes, a boolean in one byte, an integer in eight; little-endian).
/// </summary>
public sealed class Columns
{
    private const byte StringType = 0, BooleanType = 1, Int64Type = 2;

    private readonly ReadOnlyMemory<byte> _encoded;

    private Columns(ReadOnlyMemory<byte> encoded) => _encoded = encoded;

    /// <summary>No columns.</summary>
    public static Columns None { get; } = new(default);

    /// <summary>The columns as bytes, to be stored and given back to <see cref="Decode"/>.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>Columns of the given values; a name stands at most once.</summary>
    public static Columns Of(params ReadOnlySpan<Column> columns)
    {
        var length = 0;
        foreach (var column in columns)
        {
            length += 2 + column.Name.Length + column.Value switch
            {
                string text => 4 + Encoding.UTF8.GetByteCount(text),
                bool => 1,
                long => 8,
                _ => throw new ArgumentException($"Column {column.Name} has a value of a type that is not stored.", nameof(columns)),
            };
        }

        var bytes = new byte[length];
        var rest = bytes.AsSpan();
        foreach (var column in columns)
        {
            rest[0] = (byte)column.Name.Length;
            Encoding.ASCII.GetBytes(column.Name, rest[1..]);
            rest = rest[(1 + column.Name.Length)..];
            switch (column.Value)
            {
                case string text:
                    rest[0] = StringType;
                    var written = Encoding.UTF8.GetBytes(text, rest[5..]);
                    BinaryPrimitives.WriteInt32LittleEndian(rest[1..], written);
                    rest = rest[(5 + written)..];
                    break;
                case bool flag:
                    rest[0] = BooleanType;
                    rest[1] = flag ? (byte)1 : (byte)0;
                    rest = rest[2..];
                    break;
                case long number:
                    rest[0] = Int64Type;
                    BinaryPrimitives.WriteInt64LittleEndian(rest[1..], number);
                    rest = rest[9..];
                    break;
            }
        }

        return new(bytes);
    }

    /// <summary>Columns of bytes that <see cref="Encoded"/> gave.</summary>
    public static Columns Decode(ReadOnlyMemory<byte> encoded) => encoded.IsEmpty ? None : new(encoded);

    /// <summary>These columns without those that <paramref name="others"/> has too, and then the others.</summary>
    public Columns With(Columns others)
    {
        var bytes = new byte[_encoded.Length + others._encoded.Length];
        var length = 0;
        var rest = _encoded.Span;
        while (!rest.IsEmpty)
        {
            var whole = rest;
            Next(ref rest, out var name, out _, out _);
            if (!others.Has(name))
            {
                whole = whole[..^rest.Length];
                whole.CopyTo(bytes.AsSpan(length));
                length += whole.Length;
            }
        }

        others._encoded.Span.CopyTo(bytes.AsSpan(length));
        return Decode(bytes.AsMemory(0, length + others._encoded.Length));
    }

    /// <summary>The string column of that name, or null without one.</summary>
    public string? GetString(string name) =>
        TryFind(name, StringType, out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>The boolean column of that name, or null without one.</summary>
    public bool? GetBoolean(string name) =>
        TryFind(name, BooleanType, out var value) ? value[0] != 0 : null;

    /// <summary>The integer column of that name, or null without one.</summary>
    public long? GetInt64(string name) =>
        TryFind(name, Int64Type, out var value) ? BinaryPrimitives.ReadInt64LittleEndian(value) : null;

    /// <summary>All columns, in the order in which they were given.</summary>
    public IReadOnlyList<Column> ToList()
    {
        var columns = new List<Column>();
        var rest = _encoded.Span;
        while (Next(ref rest, out var name, out var type, out var value))
        {
            columns.Add(new Column(Encoding.ASCII.GetString(name), type switch
            {
                StringType => Encoding.UTF8.GetString(value),
                BooleanType => value[0] != 0,
                _ => BinaryPrimitives.ReadInt64LittleEndian(value),
            }));
        }

        return columns;
    }

    private bool Has(ReadOnlySpan<byte> wanted)
    {
        var rest = _encoded.Span;
        while (Next(ref rest, out var name, out _, out _))
        {
            if (name.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryFind(string wanted, byte wantedType, out ReadOnlySpan<byte> value)
    {
        var rest = _encoded.Span;
        while (Next(ref rest, out var name, out var type, out value))
        {
            if (type == wantedType && Ascii.Equals(name, wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Next(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out byte type, out ReadOnlySpan<byte> value)
    {
        if (rest.IsEmpty)
        {
            name = value = default;
            type = 0;
            return false;
        }

        name = rest.Slice(1, rest[0]);
        rest = rest[(1 + name.Length)..];
        type = rest[0];
        rest = rest[1..];
        var length = type switch
        {
            StringType => BinaryPrimitives.ReadInt32LittleEndian(rest),
            BooleanType => 1,
            _ => 8,
        };
        var start = type == StringType ? 4 : 0;
        value = rest.Slice(start, length);
        rest = rest[(start + length)..];
        return true;
    }
}
