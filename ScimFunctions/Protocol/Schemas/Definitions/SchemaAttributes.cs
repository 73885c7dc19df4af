namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The attributes of a schema (RFC 7643 §7), all read-only.</summary>
internal static class SchemaAttributes
{
    public static IReadOnlyList<AttributeDefinition> All { get; } =
    [
        ReadOnlyAttribute.Text("id", "The URN of the schema.", required: true),
        ReadOnlyAttribute.Text("name", "The name of the schema.", required: true),
        ReadOnlyAttribute.Text("description", "What the schema describes."),
        ReadOnlyAttribute.Complex("attributes", "The attributes that the schema defines.", multiValued: true, required: true,
        [
            .. Characteristics,
            ReadOnlyAttribute.Complex("subAttributes", "The sub-attributes of a complex attribute.", multiValued: true, required: false, Characteristics),
        ]),
    ];

    private static AttributeDefinition[] Characteristics =>
    [
        ReadOnlyAttribute.Text("name", "The name of the attribute.", required: true),
        ReadOnlyAttribute.Text("type", "The data type of its values.", required: true,
            ["string", "complex", "boolean", "decimal", "integer", "dateTime", "reference", "binary"]),
        ReadOnlyAttribute.Flag("multiValued", "Whether it has many values.", required: true),
        ReadOnlyAttribute.Text("description", "What the attribute means."),
        ReadOnlyAttribute.Flag("required", "Whether every resource has it.", required: true),
        ReadOnlyAttribute.Texts("canonicalValues", "Suggested values."),
        ReadOnlyAttribute.Flag("caseExact", "Whether its values compare with case.", required: false),
        ReadOnlyAttribute.Text("mutability", "When a client may set it.", required: true, ["readOnly", "readWrite", "immutable", "writeOnly"]),
        ReadOnlyAttribute.Text("returned", "When it is returned.", required: true, ["always", "never", "default", "request"]),
        ReadOnlyAttribute.Text("uniqueness", "How far its values are unique.", required: false, ["none", "server", "global"]),
        ReadOnlyAttribute.Texts("referenceTypes", "What a reference may point to."),
    ];
}
