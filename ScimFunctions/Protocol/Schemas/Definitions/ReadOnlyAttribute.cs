namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>Attributes of the discovery documents, none of which a client can set.</summary>
internal static class ReadOnlyAttribute
{
    public static AttributeDefinition Text(string name, string description, bool required = false, IReadOnlyList<string>? canonicalValues = null) => new()
    {
        Name = name,
        Description = description,
        Required = required,
        Mutability = Mutability.ReadOnly,
        CanonicalValues = canonicalValues ?? [],
    };

    public static AttributeDefinition Texts(string name, string description) => new()
    {
        Name = name,
        Description = description,
        MultiValued = true,
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
    };

    public static AttributeDefinition Flag(string name, string description, bool required) => new()
    {
        Name = name,
        Description = description,
        Type = AttributeType.Boolean,
        Required = required,
        Mutability = Mutability.ReadOnly,
    };

    public static AttributeDefinition Integer(string name, string description, bool required = true) => new()
    {
        Name = name,
        Description = description,
        Type = AttributeType.Integer,
        Required = required,
        Mutability = Mutability.ReadOnly,
    };

    public static AttributeDefinition Reference(string name, string description, string referenceType, bool required = false) => new()
    {
        Name = name,
        Description = description,
        Type = AttributeType.Reference,
        Required = required,
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
        ReferenceTypes = [referenceType],
    };

    public static AttributeDefinition Complex(
        string name, string description, bool multiValued, bool required, IReadOnlyList<AttributeDefinition> subAttributes) => new()
        {
            Name = name,
            Description = description,
            Type = AttributeType.Complex,
            MultiValued = multiValued,
            Required = required,
            Mutability = Mutability.ReadOnly,
            SubAttributes = subAttributes,
        };
}
