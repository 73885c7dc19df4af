using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Requests;

/// <summary>How large a body may be.</summary>
/// <param name="Bytes">The most bytes.</param>
/// <param name="Depth">The most levels of JSON.</param>
/// <param name="Error">What is answered beyond that many bytes.</param>
public sealed record BodyLimit(int Bytes, int Depth, ScimError Error)
{
    private const int DeepestResource = 32;

    /// <summary>For everything that has no limit of its own.</summary>
    public static BodyLimit Resource { get; } = Of(1024 * 1024);

    /// <summary>For SCIM groups, which may come with all of their members.</summary>
    public static BodyLimit Group { get; } = Of(16 * 1024 * 1024);

    /// <summary>For bulk requests. The error names the limit, as RFC 7644 §3.7.4 orders.</summary>
    public static BodyLimit Bulk { get; } = new(
        BulkLimits.MaxPayloadSize,
        DeepestResource + BulkLimits.LevelsAroundData,
        ScimError.TooLarge($"The size of the bulk request exceeds maxPayloadSize ({BulkLimits.MaxPayloadSize} bytes). Spread its operations over several requests."));

    /// <summary>For definitions of schema extensions.</summary>
    public static BodyLimit Extension { get; } = Of(256 * 1024);

    /// <summary>For what administrators send, an identity provider's metadata included.</summary>
    public static BodyLimit Management { get; } = Of(256 * 1024);

    /// <summary>For the resources of a type.</summary>
    public static BodyLimit Of(ResourceType type) => type.Name == ResourceTypes.Group.Name ? Group : Resource;

    private static BodyLimit Of(int bytes) => new(
        bytes, DeepestResource, ScimError.TooLarge($"The body is larger than {bytes / 1024} KiB, which is the most that this path accepts."));
}
