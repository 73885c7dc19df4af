using System.Text.Json.Nodes;

namespace ScimFunctions.Protocol.Patching;

/// <summary>What is to be done to a target, wherever that is.</summary>
internal sealed record Change(PatchOperationKind Kind, JsonNode? Value, bool HasValue)
{
    public bool IsRemove => Kind == PatchOperationKind.Remove;

    public bool IsAdd => Kind == PatchOperationKind.Add;
}
