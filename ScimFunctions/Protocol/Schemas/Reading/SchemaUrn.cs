using System.Buffers;

namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>The rule for the URNs of registered schemas (RFC 8141 §2, without what paths and URLs use otherwise).</summary>
public static class SchemaUrn
{
    /// <summary>A URN as it may be.</summary>
    public const string Example = "urn:example:params:scim:schemas:extension:acme:2.0:User";

    private const string Scheme = "urn:";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:");

    private static readonly string[] Reserved =
        ["urn:ietf:params:scim:api", "urn:ietf:params:scim:schemas:core", SchemaUris.EnterpriseUser];

    /// <summary>The rule that a URN breaks, as a sentence, or null.</summary>
    public static string? Problem(string urn)
    {
        if (urn.Length > SchemaLimits.UrnCharacters)
        {
            return $"A URN has at most {SchemaLimits.UrnCharacters} characters.";
        }

        if (!HasForm(urn))
        {
            return "A URN is urn:, a namespace of 2 to 32 letters, digits and hyphens, and parts of letters, digits, hyphens, dots and underscores, "
                + "all separated by single colons.";
        }

        return Array.Exists(Reserved, reserved => Continues(urn, reserved))
            ? "This URN belongs to a schema or message that RFC 7643 or RFC 7644 defines. Choose one of your own."
            : null;
    }

    /// <summary>
    /// Whether one URN is the other or begins with it and a colon. Two such schemas cannot stand side by side, since a
    /// path such as <c>urn:a:b:c</c> would name an attribute of the one and the whole of the other.
    /// </summary>
    public static bool Continues(string urn, string other) =>
        urn.StartsWith(other, StringComparison.OrdinalIgnoreCase) && (urn.Length == other.Length || urn[other.Length] == ':');

    private static bool HasForm(string urn)
    {
        if (!urn.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || urn.AsSpan().ContainsAnyExcept(Allowed))
        {
            return false;
        }

        var parts = urn.Split(':');
        return parts.Length >= 3
            && parts[1] is { Length: >= 2 and <= 32 } name && name[0] != '-' && name[^1] != '-' && !name.AsSpan().ContainsAny('.', '_')
            && parts.All(part => part.Length > 0);
    }
}
