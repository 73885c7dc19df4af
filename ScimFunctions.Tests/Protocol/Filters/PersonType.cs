using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Tests.Protocol.Filters;

/// <summary>A resource type with an attribute of every kind that filters and paths treat differently.</summary>
internal static class PersonType
{
    public static ResourceType Person { get; } = new()
    {
        Name = "User",
        Endpoint = "/Users",
        Description = "A user.",
        Schema = new Schema("urn:ietf:params:scim:schemas:core:2.0:User", "User", "A user.",
        [
            Simple("userName"),
            Simple("displayName"),
            Simple("title"),
            Simple("userType"),
            Simple("nickName", exact: true),
            Simple("profileUrl", AttributeType.Reference),
            Simple("active", AttributeType.Boolean),
            new AttributeDefinition { Name = "password", Description = "", Mutability = Mutability.WriteOnly, Returned = Returned.Never },
            new AttributeDefinition { Name = "tags", Description = "", MultiValued = true },
            Complex("name", multiValued: false, Simple("familyName"), Simple("givenName"), Simple("formatted")),
            Plural("emails"),
            Plural("ims"),
            Plural("members", exact: true),
            Complex("addresses", multiValued: true, Simple("type"), Simple("streetAddress"), Simple("locality")),
            Complex("x509Certificates", multiValued: true, Simple("value", AttributeType.Binary), Simple("type")),
            Complex("secrets", multiValued: true, new AttributeDefinition { Name = "value", Description = "", Returned = Returned.Never }, Simple("type")),
        ]),
        Extensions =
        [
            new SchemaExtension(
                new Schema("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "EnterpriseUser", "An employee.",
                [
                    Simple("employeeNumber"),
                    Simple("department"),
                    Complex("manager", multiValued: false, Simple("value", exact: true), Simple("$ref", AttributeType.Reference), Simple("displayName")),
                ]), Required: false),
            new SchemaExtension(
                new Schema("urn:acme.io:scim:2.0:Badge.v1", "Badge", "A badge.",
                [
                    Simple("department"),
                    Simple("floor", AttributeType.Integer),
                    Simple("score", AttributeType.Decimal),
                    Simple("issued", AttributeType.DateTime),
                ]), Required: false),
        ],
    };

    private static AttributeDefinition Plural(string name, bool exact = false) => Complex(
        name,
        multiValued: true,
        Simple("value", exact: exact),
        Simple("type"),
        Simple("display"),
        Simple("primary", AttributeType.Boolean));

    private static AttributeDefinition Complex(string name, bool multiValued, params AttributeDefinition[] subAttributes) =>
        new() { Name = name, Description = "", Type = AttributeType.Complex, MultiValued = multiValued, SubAttributes = subAttributes };

    private static AttributeDefinition Simple(string name, AttributeType type = AttributeType.String, bool exact = false) =>
        new() { Name = name, Description = "", Type = type, CaseExact = exact };
}
