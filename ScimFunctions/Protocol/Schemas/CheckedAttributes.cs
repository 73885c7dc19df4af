namespace ScimFunctions.Protocol.Schemas;

/// <summary>
/// The attributes of a resource type whose values are held against something besides their type. Worked out once for each
/// type, so that the types of RFC 7643, which have none of these, cost nothing.
/// </summary>
/// <param name="Unique">
/// Registered single-valued attributes whose values are unique, those of removed extensions included, for stored values
/// of these go on being unique.
/// </param>
/// <param name="References">Registered attributes and sub-attributes that refer to a user or a group.</param>
/// <param name="Immutable">Attributes, and sub-attributes of single values, that do not change once they have a value.</param>
/// <param name="HasRequired">Whether an extension is required, or a registered attribute.</param>
public sealed record CheckedAttributes(
    IReadOnlyList<ResolvedPath> Unique, IReadOnlyList<ResolvedPath> References, IReadOnlyList<ResolvedPath> Immutable, bool HasRequired)
{
    /// <summary>Whether a change has to be held against the version before it.</summary>
    public bool CompareVersions => References.Count > 0 || Immutable.Count > 0;

    internal static CheckedAttributes Of(ResourceType type)
    {
        var served = Paths(null, type.Schema).Concat(type.Extensions.SelectMany(extension => Paths(extension.Schema, extension.Schema))).ToArray();
        return new CheckedAttributes(
            [.. type.StoredExtensions.SelectMany(schema => Paths(schema, schema)).Where(IsUnique)],
            [.. served.Where(path => Target(path) is { IsRegistered: true } target && target.ReferenceTypes.Any(IsResourceType))],
            [.. served.Where(path => Target(path).Mutability == Mutability.Immutable && (path.SubAttribute is null || !path.Attribute!.MultiValued))],
            type.Extensions.Any(extension => extension.Required)
            || served.Any(path => Target(path) is { IsRegistered: true, Required: true }));
    }

    private static IEnumerable<ResolvedPath> Paths(Schema? extension, Schema schema)
    {
        foreach (var attribute in schema.Attributes)
        {
            yield return new ResolvedPath(extension, attribute, null);
            foreach (var sub in attribute.SubAttributes)
            {
                yield return new ResolvedPath(extension, attribute, sub);
            }
        }
    }

    private static AttributeDefinition Target(ResolvedPath path) => path.SubAttribute ?? path.Attribute!;

    private static bool IsUnique(ResolvedPath path) =>
        path is { SubAttribute: null, Attribute: { IsRegistered: true, Uniqueness: not Uniqueness.None } };

    private static bool IsResourceType(string referenceType) => referenceType is "User" or "Group";
}
