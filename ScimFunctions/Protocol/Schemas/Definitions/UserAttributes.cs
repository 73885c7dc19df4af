namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The attributes of the core user (RFC 7643 §4.1 and §8.7.1) in the order in which they are written.</summary>
internal static class UserAttributes
{
    /// <summary>Those of one value (§4.1.1).</summary>
    public static IReadOnlyList<AttributeDefinition> Singular { get; } =
    [
        new() { Name = "userName", Description = "The name that the user signs in with, unique in the group.", Required = true, Uniqueness = Uniqueness.Server },
        UserNameAttribute.Name,
        new() { Name = "displayName", Description = "The name to show for the user." },
        new() { Name = "nickName", Description = "What the user is called in everyday life." },
        new() { Name = "profileUrl", Description = "The address of a page about the user.", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["external"] },
        new() { Name = "title", Description = "The user's job title, such as \"Vice President\"." },
        new() { Name = "userType", Description = "How the user relates to the organisation, such as \"Employee\" or \"Contractor\"." },
        new() { Name = "preferredLanguage", Description = "The languages that the user reads, written as in the HTTP Accept-Language header." },
        new() { Name = "locale", Description = "The language tag that decides how dates, numbers and currencies are shown, such as \"en-US\"." },
        new() { Name = "timezone", Description = "The user's time zone by its IANA name, such as \"Europe/Berlin\"." },
        new() { Name = "active", Description = "Whether the user may use the service. False deprovisions the user and keeps the record.", Type = AttributeType.Boolean },
        new() { Name = "password", Description = "A password in clear text. It is never returned, and kept as a slow hash only where the server is set to.", CaseExact = true, Mutability = Mutability.WriteOnly, Returned = Returned.Never },
    ];

    /// <summary>Those of many values (§4.1.2).</summary>
    public static IReadOnlyList<AttributeDefinition> Plural { get; } =
    [
        PluralAttribute.Of("emails", "The user's e-mail addresses.",
            new() { Name = "value", Description = "One e-mail address." },
            ["work", "home", "other"]),
        PluralAttribute.Of("phoneNumbers", "The user's telephone numbers.",
            new() { Name = "value", Description = "One telephone number, best as a tel: URI of RFC 3966." },
            ["work", "home", "mobile", "fax", "pager", "other"]),
        PluralAttribute.Of("ims", "The user's addresses in messaging services.",
            new() { Name = "value", Description = "One address in a messaging service." },
            ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]),
        PluralAttribute.Of("photos", "Pictures of the user.",
            new() { Name = "value", Description = "The address of one picture.", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["external"] },
            ["photo", "thumbnail"]),
        AddressesAttribute.Addresses,
        UserGroupsAttribute.Groups,
        PluralAttribute.Of("entitlements", "The things that the user is entitled to.",
            new() { Name = "value", Description = "One entitlement." }),
        PluralAttribute.Of("roles", "The roles that the user has.",
            new() { Name = "value", Description = "One role." }),
        PluralAttribute.Of("x509Certificates", "Certificates issued to the user.",
            new() { Name = "value", Description = "One X.509 certificate: DER in base64.", Type = AttributeType.Binary, CaseExact = true }),
    ];
}
