using System.Collections.Frozen;

namespace ScimFunctions.Protocol.Schemas;

/// <summary>A schema: a URN and the attributes it defines (RFC 7643 §7).</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, AttributeDefinition> _byName;

    public Schema(string id, string name, string description, IReadOnlyList<AttributeDefinition> attributes)
    {
        Id = id;
        Name = name;
        Description = description;
        Attributes = attributes;
        _byName = attributes.ToFrozenDictionary(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The URN. URNs compare without case (RFC 7643 §10.2.1).</summary>
    public string Id { get; }

    public string Name { get; }

    public string Description { get; }

    /// <summary>The attributes, in the order in which they are written.</summary>
    public IReadOnlyList<AttributeDefinition> Attributes { get; }

    /// <summary>The attribute of that name in any case, or null.</summary>
    public AttributeDefinition? Find(string name) => _byName.GetValueOrDefault(name);
}
