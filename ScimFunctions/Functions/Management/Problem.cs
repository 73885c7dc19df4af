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
        "Send the admin key as Authorization: Bearer scimadm_…. It is shown once, when the server first starts. Where Entra ID is configured, an access token with the app role Scim.Admin does too.");

    public static Problem NoTenantGroup { get; } = new(
        StatusCodes.Status404NotFound, "There is no such group", "No group has this path. Check it, or add the group first.");

    public static Problem IsBeingDeleted { get; } = new(
        StatusCodes.Status409Conflict, "The group is being deleted", "A group that was deleted cannot be changed. Its path can be used again once everything in it is removed.");

    /// <summary>Somebody changed it at the same time, each time that it was tried.</summary>
    public static Problem Contended { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "The group is being changed", "Others are changing this group at the same time. Repeat the request.")
    { RetryAfterSeconds = 1 };

    /// <summary>The <c>If-Match</c> header names another version.</summary>
    public static Problem OtherVersion { get; } = new(
        StatusCodes.Status412PreconditionFailed, "The group has changed", "The group no longer has the version of If-Match. Read it again, and send its new ETag.");

    /// <summary>A value of the request that breaks a rule, with 400.</summary>
    public static Problem OfField(string field, string rule, string? example) =>
        new(StatusCodes.Status400BadRequest, "A value breaks a rule", $"{field}: {rule}") { Field = field, Example = example };

    private static (string? Field, string? Example) PlaceOf(ScimError error) => (error.Status, error.ScimType) switch
    {
        (StatusCodes.Status413PayloadTooLarge, _) => ("body", null),
        (StatusCodes.Status415UnsupportedMediaType, _) => ("Content-Type", "application/json"),
        (_, ScimErrorType.InvalidSyntax) => ("body", "{\"name\": \"Acme\"}"),
        (_, ScimErrorType.InvalidCursor or ScimErrorType.ExpiredCursor) => ("cursor", "?cursor= with the nextCursor of the page before, unchanged"),
        (_, ScimErrorType.InvalidCount) => ("count", "100"),
        _ => (null, null),
    };

    /// <summary>The exception that ends the request with this problem.</summary>
    public ProblemException ToException() => new(this);

    /// <summary>What breaks a rule of schema definitions, with that status.</summary>
    public static Problem Of(int status, string title, SchemaProblem problem) =>
        new(status, title, problem.Rule) { Field = problem.Place, Example = problem.Example };

    /// <summary>An error that is told in the words of SCIM elsewhere.</summary>
    public static Problem Of(ScimError error) => new(error.Status, "The request cannot be answered", error.Detail)
    {
        Field = PlaceOf(error).Field,
        Example = PlaceOf(error).Example,
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
