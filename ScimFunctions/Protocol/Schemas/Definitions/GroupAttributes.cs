namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The attributes of the core group (RFC 7643 §4.2 and §8.7.1) in the order in which they are written.</summary>
internal static class GroupAttributes
{
    public static IReadOnlyList<AttributeDefinition> All { get; } =
    [
        new() { Name = "displayName", Description = "The name to show for the group.", Required = true, Uniqueness = Uniqueness.Server },
        new()
        {
            Name = "members",
            Description = "The users in the group, and the groups in it.",
            Type = AttributeType.Complex,
            MultiValued = true,
            SubAttributes =
            [
                new() { Name = "value", Description = "The id of the member.", CaseExact = true, Mutability = Mutability.Immutable },
                new() { Name = "$ref", Description = "The URL of the member.", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["User", "Group"], Mutability = Mutability.Immutable },
                new() { Name = "type", Description = "Whether the member is a user or a group.", CanonicalValues = ["User", "Group"], Mutability = Mutability.Immutable },
                new() { Name = "display", Description = "The name of the member.", Mutability = Mutability.ReadOnly, Returned = Returned.Request },
            ],
        },
    ];
}
