using System.Text;

namespace ScimFunctions.Cli.Trying.Expectations;

/// <summary>The address of a step's request.</summary>
public static class RequestAddress
{
    /// <summary>
    /// The path under the tenant URL, with its variables filled in and the query, if there is one, added to its own.
    /// Spaces, quotes, brackets and non-ASCII are escaped; all else goes out as written.
    /// </summary>
    public static Uri Of(Uri tenant, string path, string? query, SequenceVariables variables)
    {
        var address = new StringBuilder(tenant.AbsoluteUri.TrimEnd('/'));
        foreach (var rune in variables.Fill(path, Uri.EscapeDataString).EnumerateRunes())
        {
            address.Append(rune.IsAscii && rune.Value is not (' ' or '"' or '[' or ']') ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        if (query is not null)
        {
            address.Append(path.Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(query);
        }

        return new Uri(address.ToString());
    }
}
