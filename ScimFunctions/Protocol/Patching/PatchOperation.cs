using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Filters;

namespace ScimFunctions.Protocol.Patching;

/// <summary>What an operation does (RFC 7644 §3.5.2).</summary>
public enum PatchOperationKind
{
    Add,
    Replace,
    Remove,
}

/// <summary>One operation of a PATCH request (RFC 7644 §3.5.2).</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Path">Where; null where the value names the attributes.</param>
/// <param name="Value">The value as the client sent it.</param>
/// <param name="HasValue">Whether there is a value, be it null.</param>
public sealed record PatchOperation(PatchOperationKind Kind, PatchPath? Path, JsonNode? Value, bool HasValue);
