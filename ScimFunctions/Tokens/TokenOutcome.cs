namespace ScimFunctions.Tokens;

/// <summary>How a change of a tenant group's tokens ended.</summary>
public abstract record TokenOutcome;

/// <summary>The new token is valid.</summary>
/// <param name="Token">The token in plain: to be shown now, for it cannot be shown again.</param>
/// <param name="Stored">What is kept of it.</param>
public sealed record TokenMade(PlainToken Token, StoredToken Stored) : TokenOutcome;

/// <summary>The token, or all of them, is valid no more; readers notice within 60 s.</summary>
public sealed record TokenRevoked : TokenOutcome;

/// <summary>Nothing was changed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Problem">Why, as a sentence with the remedy.</param>
public sealed record TokenUnchanged(TokenProblem Reason, string Problem) : TokenOutcome;

/// <summary>Why tokens were left as they are.</summary>
public enum TokenProblem
{
    /// <summary>There is no tenant group with that path.</summary>
    NoTenantGroup,

    /// <summary>The tenant group has no token with that id.</summary>
    NoToken,

    /// <summary>The tenant group has as many tokens as it may have.</summary>
    TooMany,

    /// <summary>The request breaks a rule.</summary>
    Invalid,

    /// <summary>The token would be valid for longer than the tenant group lets one be.</summary>
    TooLong,

    /// <summary>The tenant group has no SAML SSO.</summary>
    NoSso,

    /// <summary>Others changed the tenant group each time that it was tried.</summary>
    Contended,
}
