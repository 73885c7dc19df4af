using System.Text;
using System.Text.Json;

namespace ScimFunctions.Directory.Users;

/// <summary>Compares documents by their bytes, since a canonical resource is always written the same.</summary>
internal static class DocumentDifferences
{
    /// <summary>The names of the top-level attributes in which two documents differ, apart from <c>meta</c>.</summary>
    public static List<string> Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var names = new List<string>();
        var old = Members(before);
        var reader = Open(after);
        while (Next(ref reader, out var nameRange, out var value))
        {
            var name = after[nameRange];
            var at = IndexOf(old, before, name);
            var same = at >= 0 && before[old[at].Value].SequenceEqual(after[value]);
            if (at >= 0)
            {
                old.RemoveAt(at);
            }

            if (!same && !name.SequenceEqual("meta"u8))
            {
                names.Add(Encoding.UTF8.GetString(name));
            }
        }

        foreach (var (name, _) in old)
        {
            names.Add(Encoding.UTF8.GetString(before[name]));
        }

        return names;
    }

    private static int IndexOf(List<(Range Name, Range Value)> members, ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < members.Count; index++)
        {
            if (document[members[index].Name].SequenceEqual(name))
            {
                return index;
            }
        }

        return -1;
    }

    private static List<(Range Name, Range Value)> Members(ReadOnlySpan<byte> document)
    {
        var members = new List<(Range, Range)>(16);
        var reader = Open(document);
        while (Next(ref reader, out var name, out var value))
        {
            members.Add((name, value));
        }

        return members;
    }

    private static Utf8JsonReader Open(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        reader.Read();
        return reader;
    }

    private static bool Next(ref Utf8JsonReader reader, out Range name, out Range value)
    {
        name = value = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        var start = (int)reader.TokenStartIndex + 1;
        name = start..(start + reader.ValueSpan.Length);
        reader.Read();
        start = (int)reader.TokenStartIndex;
        reader.Skip();
        value = start..(int)reader.BytesConsumed;
        return true;
    }
}
