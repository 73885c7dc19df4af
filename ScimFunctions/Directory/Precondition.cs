using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Directory;

/// <summary>Which version of a resource a client is ready to change (RFC 7644 §3.14, RFC 9110 §13.1).</summary>
/// <param name="IfMatch">The <c>If-Match</c> header, or the <c>version</c> of a bulk operation; null without one.</param>
/// <param name="IfNoneMatch">The <c>If-None-Match</c> header; null without one.</param>
public readonly record struct Precondition(string? IfMatch, string? IfNoneMatch = null)
{
    private static readonly ScimError Known = ScimError.PreconditionFailed with
    {
        Detail = "The resource has a version that If-None-Match names. Leave the header out to change it.",
    };

    /// <summary>Whether any version will do.</summary>
    public bool IsNone => IfMatch is null && IfNoneMatch is null;

    /// <summary>Makes sure that the version will do.</summary>
    /// <exception cref="ScimException">412.</exception>
    public void Verify(string version)
    {
        if (IfMatch is not null && !EntityTag.Names(IfMatch, version))
        {
            throw new ScimException(ScimError.PreconditionFailed);
        }

        if (IfNoneMatch is not null && EntityTag.Names(IfNoneMatch, version))
        {
            throw new ScimException(Known);
        }
    }

    /// <summary>The condition of an <c>If-Match</c> header alone.</summary>
    public static implicit operator Precondition(string? ifMatch) => new(ifMatch);
}
