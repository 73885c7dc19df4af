using System.Globalization;

namespace ScimFunctions.Storage.Embedded;

/// <summary>A row's version, a number that the database gives once and never again, as the text of an ETag.</summary>
internal static class Version
{
    /// <summary>The ETag.</summary>
    public static string Print(long version) => version.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>The number, or -1, which no row has, of a text that <see cref="Print"/> did not write.</summary>
    public static long Parse(string etag) =>
        long.TryParse(etag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var version) && version > 0
        && string.Equals(Print(version), etag, StringComparison.Ordinal)
            ? version
            : -1;
}
