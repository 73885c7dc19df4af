namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>A user's postal addresses (RFC 7643 §4.1.2).</summary>
internal static class AddressesAttribute
{
    public static AttributeDefinition Addresses { get; } = new()
    {
        Name = "addresses",
        Description = "The user's postal addresses.",
        Type = AttributeType.Complex,
        MultiValued = true,
        SubAttributes =
        [
            new() { Name = "formatted", Description = "The whole address as it is shown or put on an envelope; it may have line breaks." },
            new() { Name = "streetAddress", Description = "Street, house number and the like; it may have line breaks." },
            new() { Name = "locality", Description = "The city or town." },
            new() { Name = "region", Description = "The state or region." },
            new() { Name = "postalCode", Description = "The postal code." },
            new() { Name = "country", Description = "The country by its two-letter code of ISO 3166-1." },
            PluralAttribute.Type(["work", "home", "other"]),
            PluralAttribute.Primary,
        ],
    };
}
