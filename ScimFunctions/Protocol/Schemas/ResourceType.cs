namespace ScimFunctions.Protocol.Schemas;

/// <summary>An extension schema of a resource type and whether resources must carry it (RFC 7643 §6).</summary>
public sealed record SchemaExtension(Schema Schema, bool Required);

/// <summary>A resource type: its endpoint, its core schema and its extensions (RFC 7643 §6).</summary>
public sealed class ResourceType
{
    /// <summary>The name, which is also the id, such as <c>User</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The endpoint under the tenant URL, such as <c>/Users</c>.</summary>
    public required string Endpoint { get; init; }

    public required string Description { get; init; }

    public required Schema Schema { get; init; }

    public IReadOnlyList<SchemaExtension> Extensions { get; init; } = [];
}
