using System.Collections.Frozen;

namespace ScimFunctions.Protocol.Filters.Parsing;

/// <summary>Reads attribute paths (RFC 7644 §3.10). What nearly every filter names is read without an allocation.</summary>
internal static class PathText
{
    private static readonly FrozenDictionary<string, AttributePath>.AlternateLookup<ReadOnlySpan<char>> Common =
        new[]
        {
            "id", "externalId", "userName", "displayName", "active", "emails", "emails.value", "type", "value", "primary",
            "members", "members.value", "manager", "name.familyName", "name.givenName", "meta.lastModified", "meta.created",
        }.ToFrozenDictionary(path => path, path => Split(path)!, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The path that a word spells, or null where it spells none.</summary>
    public static AttributePath? Read(ReadOnlySpan<char> word) => Common.TryGetValue(word, out var path) ? path : Split(word);

    /// <summary>
    /// Whether the word is a name: <c>ALPHA *(nameChar)</c> (RFC 7644 §3.4.2.2), or one that begins with <c>$</c> as
    /// <c>$ref</c> does.
    /// </summary>
    public static bool IsName(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || !(char.IsAsciiLetter(word[0]) || word[0] == '$'))
        {
            return false;
        }

        foreach (var character in word[1..])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return word is not "$";
    }

    private static AttributePath? Split(ReadOnlySpan<char> word)
    {
        var colon = word.LastIndexOf(':');
        var local = word[(colon + 1)..];
        var dot = local.IndexOf('.');
        var name = dot < 0 ? local : local[..dot];
        var sub = dot < 0 ? default : local[(dot + 1)..];

        // After a prefix the last part may be the end of a URN, where names may look otherwise ("...:schemas:2.0").
        var valid = colon < 0
            ? IsName(name) && (dot < 0 || IsName(sub))
            : colon > 0 && !name.IsEmpty && (dot < 0 || !sub.IsEmpty);

        return valid
            ? new AttributePath(colon < 0 ? null : word[..colon].ToString(), name.ToString(), dot < 0 ? null : sub.ToString())
            : null;
    }
}
