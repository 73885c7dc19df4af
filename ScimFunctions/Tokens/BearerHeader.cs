namespace ScimFunctions.Tokens;

/// <summary>The <c>Authorization</c> header with the scheme <c>Bearer</c> (RFC 6750 §2.1).</summary>
internal static class BearerHeader
{
    private const string Scheme = "Bearer";

    /// <summary>The most characters of a header with a secret of this server's own.</summary>
    public const int Longest = 512;

    /// <summary>The credentials of a header of that scheme, in any case (RFC 9110 §11.1); empty where it is none.</summary>
    /// <param name="header">The header, or null.</param>
    /// <param name="longest">The most characters that it may have.</param>
    public static ReadOnlySpan<char> Token(string? header, int longest = Longest) =>
        header is { Length: > 7 } && header.Length <= longest
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && header[Scheme.Length] == ' '
            ? header.AsSpan(Scheme.Length).Trim(' ')
            : default;
}
