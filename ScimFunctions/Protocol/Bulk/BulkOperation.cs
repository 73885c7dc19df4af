using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>One operation of a bulk request (RFC 7644 §3.7). Where <see cref="Problem"/> is set, the rest may be missing.</summary>
public sealed record BulkOperation
{
    /// <summary>Where it stands in the request, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The method as it is answered: in capitals where it is known; null where none was sent.</summary>
    public string? MethodText { get; init; }

    /// <summary>What it does; null where that is not known.</summary>
    public BulkMethod? Method { get; init; }

    /// <summary>The type of the resource; null where the path leads to none.</summary>
    public ResourceType? Type { get; init; }

    /// <summary>The id of the resource; null for a POST and where the path refers to a <c>bulkId</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The <c>bulkId</c> that stands in the path in place of an id.</summary>
    public string? IdReference { get; init; }

    /// <summary>What the client calls the resource that a POST makes.</summary>
    public string? BulkId { get; init; }

    /// <summary>The version that the resource must have, as <c>If-Match</c> gives it.</summary>
    public string? Version { get; init; }

    /// <summary>The body of the operation; <see cref="BulkReferences"/> are replaced in it.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>Why it cannot be carried out, found before anything was.</summary>
    public ScimError? Problem { get; init; }
}
