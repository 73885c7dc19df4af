namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The attributes of a resource type (RFC 7643 §6), all read-only.</summary>
internal static class ResourceTypeAttributes
{
    public static IReadOnlyList<AttributeDefinition> All { get; } =
    [
        ReadOnlyAttribute.Text("id", "The identifier of the resource type, which is its name."),
        ReadOnlyAttribute.Text("name", "The name of the resource type.", required: true),
        ReadOnlyAttribute.Text("description", "What resources of the type are."),
        ReadOnlyAttribute.Reference("endpoint", "The path of the type's resources, relative to the base URL.", "uri", required: true),
        ReadOnlyAttribute.Reference("schema", "The URN of the type's core schema.", "uri", required: true),
        ReadOnlyAttribute.Complex("schemaExtensions", "The schemas that extend the core schema.", multiValued: true, required: false,
        [
            ReadOnlyAttribute.Reference("schema", "The URN of the extension.", "uri", required: true),
            ReadOnlyAttribute.Flag("required", "Whether every resource of the type carries the extension.", required: true),
        ]),
    ];
}
