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
        foreach (var (name, value) in Members(after))
        {
            var at = IndexOf(old, before, after[name]);
            var same = at >= 0 && before[old[at].Value].SequenceEqual(after[value]);
            if (at >= 0)
            {
                old.RemoveAt(at);
            }

            if (!same && !after[name].SequenceEqual("meta"u8))
            {
                names.Add(Encoding.UTF8.GetString(after[name]));
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
        var members = new List<(Range, Range)>(24);
        var reader = new Utf8JsonReader(document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = (int)reader.TokenStartIndex + 1;
            var nameEnd = name + reader.ValueSpan.Length;
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add((name..nameEnd, value..(int)reader.BytesConsumed));
        }

        return members;
    }
}
