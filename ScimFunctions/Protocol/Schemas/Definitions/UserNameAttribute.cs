namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The parts of a user's name (RFC 7643 §4.1.1).</summary>
internal static class UserNameAttribute
{
    public static AttributeDefinition Name { get; } = new()
    {
        Name = "name",
        Description = "The user's real name, in parts.",
        Type = AttributeType.Complex,
        SubAttributes =
        [
            new() { Name = "formatted", Description = "The whole name as it is shown, titles and suffixes included." },
            new() { Name = "familyName", Description = "The family or last name." },
            new() { Name = "givenName", Description = "The given or first name." },
            new() { Name = "middleName", Description = "The middle names." },
            new() { Name = "honorificPrefix", Description = "Titles before the name, such as \"Ms.\"." },
            new() { Name = "honorificSuffix", Description = "Suffixes after the name, such as \"III\"." },
        ],
    };
}
