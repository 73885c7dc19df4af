namespace ScimFunctions.Protocol.Schemas;

/// <summary>The attributes that every resource has and its schema does not list (RFC 7643 §3 and §3.1); only those of discovery
/// documents list <c>id</c>, as §8.7.2 has it.</summary>
public static class CommonAttributes
{
    public static AttributeDefinition Schemas { get; } = new()
    {
        Name = "schemas",
        Description = "The URNs of the schemas that the resource carries.",
        Type = AttributeType.Reference,
        ReferenceTypes = ["uri"],
        MultiValued = true,
        Required = true,
        Returned = Returned.Always,
    };

    public static AttributeDefinition Id { get; } = new()
    {
        Name = "id",
        Description = "The identifier that the service provider gave the resource.",
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
        Returned = Returned.Always,
        Uniqueness = Uniqueness.Server,
    };

    public static AttributeDefinition ExternalId { get; } = new()
    {
        Name = "externalId",
        Description = "The identifier that the identity provider gave the resource; for a user, the value that its SAML NameID carries.",
        CaseExact = true,
        Uniqueness = Uniqueness.Server,
    };

    public static AttributeDefinition Meta { get; } = new()
    {
        Name = "meta",
        Description = "What the service provider keeps about the resource.",
        Type = AttributeType.Complex,
        Mutability = Mutability.ReadOnly,
        SubAttributes =
        [
            ReadOnly("resourceType", "The name of the resource type.", AttributeType.String),
            ReadOnly("created", "When the resource was made.", AttributeType.DateTime),
            ReadOnly("lastModified", "When the resource last changed.", AttributeType.DateTime),
            ReadOnly("location", "The URL of the resource.", AttributeType.Reference),
            ReadOnly("version", "The version of the resource, as in its ETag header.", AttributeType.String),
        ],
    };

    /// <summary>All of them, in the order in which they are written, <c>meta</c> last.</summary>
    public static IReadOnlyList<AttributeDefinition> All { get; } = [Schemas, Id, ExternalId, Meta];

    /// <summary>The common attribute of that name in any case, or null.</summary>
    public static AttributeDefinition? Find(string name)
    {
        foreach (var attribute in All)
        {
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return attribute;
            }
        }

        return null;
    }

    private static AttributeDefinition ReadOnly(string name, string description, AttributeType type) => new()
    {
        Name = name,
        Description = description,
        Type = type,
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
    };
}
