using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tokens.Use;

namespace ScimFunctions.Tokens;

/// <summary>Who sent a request.</summary>
public abstract record Authentication;

/// <summary>The bearer of a valid token.</summary>
/// <param name="Group">The tenant group that it provisions into.</param>
/// <param name="TokenId">Which token, for logs.</param>
/// <param name="Scope">What it permits.</param>
public sealed record Granted(TenantGroup Group, string TokenId, TokenScope Scope) : Authentication
{
    /// <summary>The id of the user that the token is bound to, who is <c>/Me</c> (RFC 7644 §3.11); null for none.</summary>
    public string? UserId { get; init; }

    /// <summary>Whether it was used of late.</summary>
    internal TokenUse Use { get; } = new();
}

/// <summary>Nobody: the tenant group is unknown, or the token is missing, malformed, wrong, expired, revoked or another
/// group's. Which, is not told.</summary>
public sealed record Refused : Authentication
{
    private Refused()
    {
    }

    /// <summary>The one refusal.</summary>
    public static Refused Instance { get; } = new();
}
