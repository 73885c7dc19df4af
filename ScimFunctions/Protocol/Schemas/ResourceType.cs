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

    /// <summary>The extensions whose attributes clients read and write.</summary>
    public IReadOnlyList<SchemaExtension> Extensions { get; init; } = [];

    /// <summary>
    /// The schemas that stored resources may have values of, in the order in which these are written: those of
    /// <see cref="Extensions"/> and those of extensions that were removed.
    /// </summary>
    public IReadOnlyList<Schema> StoredExtensions
    {
        get => field ??= [.. Extensions.Select(extension => extension.Schema)];
        init;
    }

    /// <summary>The schemas of extensions that were removed: stored values of them are kept and not sent.</summary>
    public IReadOnlyList<Schema> RemovedExtensions =>
        field ??= [.. StoredExtensions.Except(Extensions.Select(extension => extension.Schema))];

    /// <summary>The attributes whose values are held against more than their type.</summary>
    public CheckedAttributes Checked => field ??= CheckedAttributes.Of(this);
}
