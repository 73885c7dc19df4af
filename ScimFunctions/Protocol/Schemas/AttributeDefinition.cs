using System.Collections.Frozen;

namespace ScimFunctions.Protocol.Schemas;

/// <summary>One attribute of a schema with its characteristics (RFC 7643 §2.2 and §7).</summary>
public sealed class AttributeDefinition
{
    private readonly FrozenDictionary<string, AttributeDefinition> _byName = FrozenDictionary<string, AttributeDefinition>.Empty;

    /// <summary>The canonical spelling of the name. Names compare without case (RFC 7643 §2.1).</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    public AttributeType Type { get; init; } = AttributeType.String;

    public bool MultiValued { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether values compare with case. References and binaries always do (RFC 7643 §2.3).</summary>
    public bool CaseExact { get; init; }

    public Mutability Mutability { get; init; }

    public Returned Returned { get; init; }

    public Uniqueness Uniqueness { get; init; }

    /// <summary>
    /// Values to choose from (RFC 7643 §7). Of the attributes that RFC 7643 defines they are suggestions, and others are
    /// accepted, as the RFC lets a service provider do; of registered ones no others are.
    /// </summary>
    public IReadOnlyList<string> CanonicalValues { get; init; } = [];

    /// <summary>
    /// Whether a tenant group registered the attribute: then its canonical values are the only ones, its references
    /// have to lead to something, and a <c>$ref</c> is the client's own.
    /// </summary>
    public bool IsRegistered { get; init; }

    /// <summary>What a reference may point to: resource type names, <c>external</c> or <c>uri</c>.</summary>
    public IReadOnlyList<string> ReferenceTypes { get; init; } = [];

    /// <summary>The sub-attributes of a complex attribute, in the order in which they are written.</summary>
    public IReadOnlyList<AttributeDefinition> SubAttributes
    {
        get;
        init
        {
            field = value;
            RequiresSubAttributes = value.Any(attribute => attribute.Required);
            _byName = value.ToFrozenDictionary(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);
        }
    } = [];

    /// <summary>Whether one of the sub-attributes is required.</summary>
    public bool RequiresSubAttributes { get; private init; }

    /// <summary>The sub-attribute of that name in any case, or null.</summary>
    public AttributeDefinition? FindSubAttribute(string name) => _byName.GetValueOrDefault(name);
}
