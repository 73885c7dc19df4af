using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas.Reading;

namespace ScimFunctions.Functions.Management;

/// <summary>An error of the management interface (RFC 9457).</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Title">What kind of error it is, in a few words.</param>
/// <param name="Detail">A sentence for the administrator: the rule, and the remedy.</param>
public sealed record Problem(int Status, string Title, string Detail)
{
    /// <summary>The place in the request that is wrong, such as <c>schema.attributes[2].type</c>; null where it is no one place.</summary>
    public string? Field { get; init; }

    /// <summary>What would be right there; null where there is nothing to show.</summary>
    public string? Example { get; init; }

    /// <summary>The verbs that the path does answer, with status 405.</summary>
    public string? Allow { get; init; }

    /// <summary>Seconds after which a repeat makes sense; null where it does not.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static Problem Unauthorized { get; } = new(
        StatusCodes.Status401Unauthorized, "The admin key is missing or wrong",
        "Send the admin key as Authorization: Bearer scimadm_…. It is shown once, when the server first starts.");

    public static Problem NoTenantGroup { get; } = new(
        StatusCodes.Status404NotFound, "There is no such group", "No group has this path. Check it, or add the group first.");

    /// <summary>What breaks a rule of schema definitions, with that status.</summary>
    public static Problem Of(int status, string title, SchemaProblem problem) =>
        new(status, title, problem.Rule) { Field = problem.Place, Example = problem.Example };

    /// <summary>An error that is told in the words of SCIM elsewhere.</summary>
    public static Problem Of(ScimError error) => new(error.Status, "The request cannot be answered", error.Detail)
    {
        Allow = error.Allow,
        RetryAfterSeconds = error.RetryAfterSeconds,
    };
}

/// <summary>Ends a management request with a <see cref="Management.Problem"/>.</summary>
/// <param name="problem">What the administrator is told.</param>
#pragma warning disable CA1032, RCS1194 // It never goes without its problem.
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
#pragma warning restore CA1032, RCS1194
{
    /// <summary>What the administrator is told.</summary>
    public Problem Problem { get; } = problem;
}
