using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.Tokens;

/// <summary>What an administrator is told where a tenant group's tokens were left as they are.</summary>
internal static class TokenProblems
{
    /// <summary>There is no such token.</summary>
    public static readonly Problem NoToken = new(
        StatusCodes.Status404NotFound, "There is no such token", "The group has no token with this id. It may have ended: list its tokens.");

    /// <summary>The exception that ends a request.</summary>
    /// <param name="unchanged">Why.</param>
    /// <param name="body">The description of the token; null where there was none.</param>
    public static ProblemException Of(TokenUnchanged unchanged, JsonFields? body) => unchanged.Reason switch
    {
        TokenProblem.NoTenantGroup => Problem.NoTenantGroup.ToException(),
        TokenProblem.NoToken => NoToken.ToException(),
        TokenProblem.TooLong when body is not null => body.Refuse(TokenBody.LifetimeDays, unchanged.Problem, "30"),
        TokenProblem.NoSso => Conflict("SAML SSO is not configured", unchanged.Problem),
        TokenProblem.TooMany => Conflict("The group has too many tokens", unchanged.Problem),
        TokenProblem.Contended => Problem.Contended.ToException(),
        _ => new Problem(StatusCodes.Status400BadRequest, "The token breaks a rule", unchanged.Problem).ToException(),
    };

    private static ProblemException Conflict(string title, string detail) => new Problem(StatusCodes.Status409Conflict, title, detail).ToException();
}
