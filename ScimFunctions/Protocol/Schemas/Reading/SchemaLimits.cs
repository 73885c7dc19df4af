namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>How large a registered schema may be.</summary>
public static class SchemaLimits
{
    /// <summary>The most characters in a URN.</summary>
    public const int UrnCharacters = 200;

    /// <summary>The most characters in the name of a schema.</summary>
    public const int SchemaNameCharacters = 100;

    /// <summary>The most characters in the name of an attribute.</summary>
    public const int NameCharacters = 64;

    /// <summary>The most characters in a description.</summary>
    public const int DescriptionCharacters = 1_000;

    /// <summary>The most attributes of a schema.</summary>
    public const int Attributes = 64;

    /// <summary>The most sub-attributes of a complex attribute.</summary>
    public const int SubAttributes = 32;

    /// <summary>The most canonical values of an attribute.</summary>
    public const int CanonicalValues = 100;

    /// <summary>The most characters in a canonical value.</summary>
    public const int CanonicalValueCharacters = 200;

    /// <summary>The most extensions that a tenant group may register for one resource type.</summary>
    public const int Extensions = 16;

    /// <summary>
    /// The most unique attributes of one resource type, those of removed extensions included: each has an index row in
    /// the atomic batch that changes a resource.
    /// </summary>
    public const int UniqueAttributes = 10;
}
