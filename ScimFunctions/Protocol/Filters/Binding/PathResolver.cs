using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Binding;

/// <summary>Looks attribute paths up in the schemas of a resource type, without regard to case (RFC 7644 §3.10).</summary>
public static class PathResolver
{
    /// <summary>
    /// What the path names, or null where the resource type has no such attribute. Without a prefix: an attribute of the
    /// core schema, a common attribute, or else one that exactly one extension has, for Entra ID sends <c>manager</c>
    /// so. With a prefix: of that schema alone; a common attribute is also found under the core schema's URN. The URN
    /// of an extension alone names the whole extension.
    /// </summary>
    public static ResolvedPath? Resolve(ResourceType type, AttributePath path)
    {
        if (path.SchemaUri is null)
        {
            return FindCore(type, path) is { } core ? Descend(null, core, path) : FindInOneExtension(type, path);
        }

        foreach (var extension in type.Extensions)
        {
            if (path.Spells(extension.Schema.Id))
            {
                return new ResolvedPath(extension.Schema, null, null);
            }
        }

        if (IsPrefix(path, type.Schema))
        {
            return FindCore(type, path) is { } core ? Descend(null, core, path) : null;
        }

        foreach (var extension in type.Extensions)
        {
            if (IsPrefix(path, extension.Schema))
            {
                return extension.Schema.Find(path.Name) is { } attribute ? Descend(extension.Schema, attribute, path) : null;
            }
        }

        return null;
    }

    private static AttributeDefinition? FindCore(ResourceType type, AttributePath path) =>
        type.Schema.Find(path.Name) ?? CommonAttributes.Find(path.Name);

    private static ResolvedPath? FindInOneExtension(ResourceType type, AttributePath path)
    {
        ResolvedPath? found = null;
        foreach (var extension in type.Extensions)
        {
            if (extension.Schema.Find(path.Name) is not { } attribute)
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = new ResolvedPath(extension.Schema, attribute, null);
        }

        return found is { Attribute: { } only } ? Descend(found.Extension, only, path) : null;
    }

    private static ResolvedPath? Descend(Schema? extension, AttributeDefinition attribute, AttributePath path)
    {
        if (path.SubAttribute is null)
        {
            return new ResolvedPath(extension, attribute, null);
        }

        return attribute.FindSubAttribute(path.SubAttribute) is { } sub ? new ResolvedPath(extension, attribute, sub) : null;
    }

    private static bool IsPrefix(AttributePath path, Schema schema) =>
        schema.Id.Equals(path.SchemaUri, StringComparison.OrdinalIgnoreCase);
}
