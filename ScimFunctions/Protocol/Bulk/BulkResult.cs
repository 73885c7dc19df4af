using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>What became of one operation (RFC 7644 §3.7.3).</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Status">The HTTP status code.</param>
public sealed record BulkResult(BulkOperation Operation, int Status)
{
    /// <summary>The URL of the resource; null for a POST that made none, and where the path leads to none.</summary>
    public string? Location { get; init; }

    /// <summary>The version of the resource, without the quotes of an entity tag; null where there is none now.</summary>
    public string? Version { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public ScimError? Error { get; init; }
}
