using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Resources;

/// <summary>A resource as it is stored: a user or a SCIM group.</summary>
/// <param name="Id">The resource's id.</param>
/// <param name="Row">The row, or the content of the row that was just written, with its new version.</param>
public abstract record StoredResource(string Id, Row Row)
{
    /// <summary>The name of its resource type.</summary>
    public abstract string TypeName { get; }

    /// <summary>The version, without the quotes of an entity tag. That of a user in groups is whole only after
    /// <see cref="RelationReader.VersionedAsync"/>.</summary>
    public virtual string Version => Row.ETag;

    /// <summary>The resource in UTF-8 JSON, complete but for what depends on the request and for its <see cref="Relation"/>s.</summary>
    public ReadOnlyMemory<byte> Document => Row.Document;
}
