namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>Multi-valued attributes whose elements have the sub-attributes that RFC 7643 §2.4 gives by default.</summary>
internal static class PluralAttribute
{
    public static AttributeDefinition Of(string name, string description, AttributeDefinition value, IReadOnlyList<string>? types = null) => new()
    {
        Name = name,
        Description = description,
        Type = AttributeType.Complex,
        MultiValued = true,
        SubAttributes =
        [
            value,
            new() { Name = "display", Description = "A name to show for this value." },
            Type(types ?? []),
            Primary,
        ],
    };

    public static AttributeDefinition Type(IReadOnlyList<string> canonicalValues) => new()
    {
        Name = "type",
        Description = "What this value is for.",
        CanonicalValues = canonicalValues,
    };

    public static AttributeDefinition Primary { get; } = new()
    {
        Name = "primary",
        Description = "Whether this is the preferred value. At most one value is.",
        Type = AttributeType.Boolean,
    };
}
