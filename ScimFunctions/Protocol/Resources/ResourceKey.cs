using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>
/// The names that clients give attributes at the top of a resource: <c>userName</c>, and from Entra ID also
/// <c>name.givenName</c>, <c>urn:…:User:employeeNumber</c> and <c>urn:…:User:manager.value</c>.
/// </summary>
internal static class ResourceKey
{
    /// <summary>Looks a name up; null where the resource type has no such attribute.</summary>
    public static ResolvedPath? Resolve(ResourceType type, string key)
    {
        foreach (var extension in type.Extensions)
        {
            if (key.Equals(extension.Schema.Id, StringComparison.OrdinalIgnoreCase))
            {
                return new ResolvedPath(extension.Schema, null, null);
            }

            // One URN may begin like another, so that a name which is not here may yet be there.
            if (AfterUrn(key, extension.Schema.Id) is { } inExtension && ResolveIn(extension.Schema, inExtension) is { } path)
            {
                return path;
            }
        }

        var name = AfterUrn(key, type.Schema.Id) ?? key;
        return Resolve(null, CommonAttributes.Find, name) ?? Resolve(null, type.Schema.Find, name);
    }

    /// <summary>Looks up a name in one extension.</summary>
    public static ResolvedPath? ResolveIn(Schema extension, string name) => Resolve(extension, extension.Find, name);

    /// <summary>The path as it is written in errors: without the URN of the core schema.</summary>
    public static string Display(ResolvedPath path)
    {
        var name = path.SubAttribute is null ? path.Attribute?.Name : $"{path.Attribute?.Name}.{path.SubAttribute.Name}";
        return path.Extension is null ? name ?? "" : name is null ? path.Extension.Id : $"{path.Extension.Id}:{name}";
    }

    private static ResolvedPath? Resolve(Schema? extension, Func<string, AttributeDefinition?> find, string name)
    {
        if (find(name) is { } attribute)
        {
            return new ResolvedPath(extension, attribute, null);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && find(name[..dot]) is { } parent && parent.FindSubAttribute(name[(dot + 1)..]) is { } subAttribute
            ? new ResolvedPath(extension, parent, subAttribute)
            : null;
    }

    private static string? AfterUrn(string key, string urn) =>
        key.Length > urn.Length + 1 && key[urn.Length] == ':' && key.StartsWith(urn, StringComparison.OrdinalIgnoreCase)
            ? key[(urn.Length + 1)..]
            : null;
}
