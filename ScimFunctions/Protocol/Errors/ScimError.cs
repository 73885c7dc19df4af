namespace ScimFunctions.Protocol.Errors;

/// <summary>
/// One SCIM error (RFC 7644 §3.12): what a client is told. The detail names the attribute and the remedy and never
/// repeats a value that could be personal data or a secret.
/// </summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="ScimType">A keyword of <see cref="ScimErrorType"/>, or null where the RFC defines none.</param>
/// <param name="Detail">A sentence for the administrator who reads the identity provider's log.</param>
public sealed record ScimError(int Status, string? ScimType, string Detail)
{
    /// <summary>Seconds after which a repeat makes sense (<c>Retry-After</c>); null where it does not.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What of the detail may be logged: all of it, unless it names a resource whose id a client chose.</summary>
    public string LogDetail { get; init; } = Detail;

    /// <summary>The verbs that the path does answer (<c>Allow</c>), with status 405.</summary>
    public string? Allow { get; init; }

    public static ScimError InvalidFilter(string detail) => new(400, ScimErrorType.InvalidFilter, detail);

    public static ScimError InvalidPath(string detail) => new(400, ScimErrorType.InvalidPath, detail);

    public static ScimError InvalidSyntax(string detail) => new(400, ScimErrorType.InvalidSyntax, detail);

    public static ScimError InvalidValue(string detail) => new(400, ScimErrorType.InvalidValue, detail);

    public static ScimError NoTarget(string detail) => new(400, ScimErrorType.NoTarget, detail);

    public static ScimError Mutability(string detail) => new(400, ScimErrorType.Mutability, detail);

    public static ScimError TooMany(string detail) => new(400, ScimErrorType.TooMany, detail);

    /// <summary>
    /// The one answer to every cursor that cannot be opened: whether it was tampered with, or belongs to another query or
    /// another tenant group, is not told.
    /// </summary>
    public static ScimError InvalidCursor { get; } = new(400, ScimErrorType.InvalidCursor,
        "The cursor is not one of this query. Begin with an empty cursor, then send nextCursor or previousCursor as it was received, all other parameters unchanged.");

    public static ScimError ExpiredCursor(int timeoutSeconds) => new(400, ScimErrorType.ExpiredCursor,
        $"The cursor is older than {timeoutSeconds} seconds. Begin again with an empty cursor.");

    public static ScimError InvalidCount(string detail) => new(400, ScimErrorType.InvalidCount, detail);

    public static ScimError Uniqueness(string detail) => new(409, ScimErrorType.Uniqueness, detail);

    /// <summary>What a rule of the tenant group forbids, other than uniqueness; the RFC has no keyword for it.</summary>
    public static ScimError Conflict(string detail) => new(409, null, detail);

    /// <summary>
    /// The one answer to every refused credential: an unknown tenant group, a missing, malformed, wrong, expired or
    /// revoked token are not told apart.
    /// </summary>
    public static ScimError Unauthorized { get; } = new(401, null,
        "The bearer token is missing or not valid for this Tenant URL. Check the Tenant URL and the Secret token, or generate a new token.");

    public static ScimError Forbidden(string detail) => new(403, null, detail);

    public static ScimError NotFound(string detail) => new(404, null, detail);

    public static ScimError MethodNotAllowed(string allow) => new(405, null,
        $"This path does not answer this method. It answers: {allow}.")
    { Allow = allow };

    public static ScimError PreconditionFailed { get; } = new(412, null,
        "The resource has changed since the version named in If-Match. Read it again and repeat the change.");

    public static ScimError TooLarge(string detail) => new(413, null, detail);

    public static ScimError UnsupportedMediaType { get; } = new(415, null,
        "The Content-Type must be application/scim+json or application/json, in UTF-8 and not compressed.");

    public static ScimError TooManyRequests(int perSecond, int retryAfterSeconds) => new(429, null,
        $"This token has sent more than {perSecond} requests a second. Send the rest later.")
    { RetryAfterSeconds = retryAfterSeconds };

    public static ScimError Internal(string correlationId) => new(500, null,
        $"The server failed to handle this request. Its log has the cause under correlation id {correlationId}.");

    public static ScimError NotImplemented(string detail) => new(501, null, detail);

    public static ScimError Unavailable(string detail, int retryAfterSeconds) => new(503, null, detail) { RetryAfterSeconds = retryAfterSeconds };
}
