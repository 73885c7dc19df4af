namespace ScimFunctions.Protocol.Schemas;

/// <summary>
/// An attribute path looked up in a resource type. <paramref name="Extension"/> is null for the core schema and the
/// common attributes; <paramref name="Attribute"/> is null where the path names a whole extension (its URN alone).
/// In a stored resource the value is found under <c>[Extension.Id][Attribute.Name][SubAttribute.Name]</c>, spelled so.
/// </summary>
public sealed record ResolvedPath(Schema? Extension, AttributeDefinition? Attribute, AttributeDefinition? SubAttribute);
