using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>How large the parts of a resource may be. What is larger is refused with 400 <c>invalidValue</c>.</summary>
public static class ResourceLimits
{
    /// <summary>The most UTF-16 characters in a string: what one property of a table row holds.</summary>
    public const int Characters = 32_000;

    /// <summary>The most UTF-16 characters in the value of a unique attribute (userName, externalId), which is part of keys.</summary>
    public const int UniqueCharacters = 2_048;

    /// <summary>The most e-mail addresses of a user, each of which has an index row in the same atomic batch.</summary>
    public const int Emails = 20;

    /// <summary>The most members of a SCIM group in one request. A group may have more, for each has rows of its own.</summary>
    public const int Members = 100_000;

    /// <summary>The most values of any other multi-valued attribute.</summary>
    public const int Elements = 1_000;

    /// <summary>The most UTF-16 characters in a value of the attribute.</summary>
    public static int CharactersOf(AttributeDefinition attribute) =>
        attribute.Uniqueness == Uniqueness.None ? Characters : UniqueCharacters;

    /// <summary>The most values of the multi-valued attribute.</summary>
    public static int ElementsOf(AttributeDefinition attribute) =>
        attribute.Name switch { "emails" => Emails, "members" => Members, _ => Elements };
}
