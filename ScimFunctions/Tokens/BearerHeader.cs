namespace ScimFunctions.Tokens;

/// <summary>The <c>Authorization</c> header with the scheme <c>Bearer</c> (RFC 6750 §2.1).</summary>
internal static class BearerHeader
{
    private const string Scheme = "Bearer";
    private const int Longest = 512;

    /// <summary>The credentials of a header of that scheme, in any case (RFC 9110 §11.1); empty where it is none.</summary>
    public static ReadOnlySpan<char> Token(string? header) =>
        header is { Length: > 7 and <= Longest }
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && header[Scheme.Length] == ' '
            ? header.AsSpan(Scheme.Length).Trim(' ')
            : default;
}
