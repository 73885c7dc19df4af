namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The SCIM groups that a user is in (RFC 7643 §4.1.2), which change by way of the groups alone.</summary>
internal static class UserGroupsAttribute
{
    public static AttributeDefinition Groups { get; } = new()
    {
        Name = "groups",
        Description = "The groups that the user is a member of. Members are added and removed at the group.",
        Type = AttributeType.Complex,
        MultiValued = true,
        Mutability = Mutability.ReadOnly,
        SubAttributes =
        [
            new() { Name = "value", Description = "The id of the group.", CaseExact = true, Mutability = Mutability.ReadOnly },
            new() { Name = "$ref", Description = "The URL of the group.", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["User", "Group"], Mutability = Mutability.ReadOnly },
            new() { Name = "display", Description = "The name of the group.", Mutability = Mutability.ReadOnly, Returned = Returned.Request },
            new() { Name = "type", Description = "Whether the user is a member of the group itself or of a group in it.", CanonicalValues = ["direct", "indirect"], Mutability = Mutability.ReadOnly },
        ],
    };
}
