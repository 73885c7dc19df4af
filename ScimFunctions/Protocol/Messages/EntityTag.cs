namespace ScimFunctions.Protocol.Messages;

/// <summary>Weak entity tags, which are also <c>meta.version</c> (RFC 7644 §3.14).</summary>
public static class EntityTag
{
    /// <summary>The header's form of a stored version.</summary>
    public static string Format(string version) => $"W/\"{version}\"";

    /// <summary>
    /// Whether an <c>If-Match</c> or <c>If-None-Match</c> header names that version: <c>*</c>, or a list of tags,
    /// weak or strong, compared weakly (RFC 9110 §8.8.3.2), since clients send both.
    /// </summary>
    public static bool Names(ReadOnlySpan<char> header, string version)
    {
        foreach (var range in header.Split(','))
        {
            var tag = header[range].Trim();
            if (tag is "*")
            {
                return true;
            }

            if (tag.StartsWith("W/", StringComparison.Ordinal))
            {
                tag = tag[2..];
            }

            if (tag is ['"', .. var inner, '"'] && inner.SequenceEqual(version))
            {
                return true;
            }
        }

        return false;
    }
}
