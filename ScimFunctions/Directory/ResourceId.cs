using System.Buffers;

namespace ScimFunctions.Directory;

/// <summary>Ids of resources. An id is never given to another resource.</summary>
public static class ResourceId
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A new random id: a UUID in lower case.</summary>
#pragma warning disable RS0030 // The one place that makes resource ids.
    public static string New() => Guid.NewGuid().ToString();
#pragma warning restore RS0030

    /// <summary>
    /// Whether a client's value may be an id: 1 to 64 letters, digits, <c>_</c> and <c>-</c>, without <c>bulkId</c>
    /// (RFC 7643 §3.1). Only GitLab's attribute mapping gets its value, and only where it is the externalId too.
    /// </summary>
    public static bool MayBeChosen(string value) =>
        value.Length is >= 1 and <= 64
        && !value.AsSpan().ContainsAnyExcept(Allowed)
        && !value.Contains("bulkId", StringComparison.OrdinalIgnoreCase);
}
