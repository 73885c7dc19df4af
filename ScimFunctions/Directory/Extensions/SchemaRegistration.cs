using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Extensions;

/// <summary>An extension schema that a tenant group has registered, or had.</summary>
/// <param name="ResourceType">The resource type that it extends: <c>User</c> or <c>Group</c>.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Required">Whether every new resource must carry it.</param>
public sealed record SchemaRegistration(string ResourceType, Schema Schema, bool Required)
{
    /// <summary>
    /// Whether it was removed. Its definition is kept, since values may be stored by it: they come back where the same URN
    /// is registered again.
    /// </summary>
    public bool Removed { get; init; }
}
