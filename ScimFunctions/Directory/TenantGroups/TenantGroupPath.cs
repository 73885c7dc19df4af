using System.Buffers;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>The rule for the path of a tenant group in URLs, and its folded form, by which it is unique.</summary>
public static class TenantGroupPath
{
    /// <summary>The rule as a sentence for the administrator.</summary>
    public const string Rule =
        "A group path has 2 to 64 characters: letters A to Z, digits, '.', '_' and '-'; it begins and ends with a letter or digit and has no '..'.";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether <paramref name="path"/> keeps to <see cref="Rule"/>.</summary>
    public static bool IsValid(ReadOnlySpan<char> path) =>
        path.Length is >= 2 and <= 64
        && !path.ContainsAnyExcept(Allowed)
        && char.IsAsciiLetterOrDigit(path[0])
        && char.IsAsciiLetterOrDigit(path[^1])
        && !path.Contains("..", StringComparison.Ordinal);

    /// <summary>The form of a valid path under which it is unique: without regard to case.</summary>
    public static string Fold(string path) => path.ToUpperInvariant();
}
