namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The attributes of the enterprise extension (RFC 7643 §4.3).</summary>
internal static class EnterpriseUserAttributes
{
    public static IReadOnlyList<AttributeDefinition> All { get; } =
    [
        new() { Name = "employeeNumber", Description = "The number or code that the organisation gave the person." },
        new() { Name = "costCenter", Description = "The name of a cost centre." },
        new() { Name = "organization", Description = "The name of an organisation." },
        new() { Name = "division", Description = "The name of a division." },
        new() { Name = "department", Description = "The name of a department." },
        new()
        {
            Name = "manager",
            Description = "The user's manager, who is a user too.",
            Type = AttributeType.Complex,
            SubAttributes =
            [
                new() { Name = "value", Description = "The id of the manager's user.", CaseExact = true },
                new() { Name = "$ref", Description = "The URL of the manager's user, which follows from the id.", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["User"] },
                new() { Name = "displayName", Description = "The manager's display name.", Mutability = Mutability.ReadOnly },
            ],
        },
    ];
}
