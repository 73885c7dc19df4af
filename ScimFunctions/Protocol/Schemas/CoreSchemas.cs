using ScimFunctions.Protocol.Schemas.Definitions;

namespace ScimFunctions.Protocol.Schemas;

/// <summary>The schemas that RFC 7643 defines, as this service provider serves them.</summary>
public static class CoreSchemas
{
    /// <summary>The core user (RFC 7643 §4.1).</summary>
    public static Schema User { get; } = new(SchemaUris.User, "User", "A person's account",
        [.. UserAttributes.Singular, .. UserAttributes.Plural]);

    /// <summary>The enterprise extension of the user (RFC 7643 §4.3).</summary>
    public static Schema EnterpriseUser { get; } = new(SchemaUris.EnterpriseUser, "EnterpriseUser",
        "What an organisation keeps about an account of its own", EnterpriseUserAttributes.All);

    /// <summary>The core group (RFC 7643 §4.2).</summary>
    public static Schema Group { get; } = new(SchemaUris.Group, "Group", "A group of users and groups", GroupAttributes.All);

    /// <summary>The service provider's configuration (RFC 7643 §5).</summary>
    public static Schema ServiceProviderConfig { get; } = new(SchemaUris.ServiceProviderConfig, "Service Provider Configuration",
        "What this service provider supports", ServiceProviderConfigAttributes.All);

    /// <summary>A resource type (RFC 7643 §6).</summary>
    public static Schema ResourceType { get; } = new(SchemaUris.ResourceType, "ResourceType",
        "A type of resource and where it is served", ResourceTypeAttributes.All);

    /// <summary>A schema (RFC 7643 §7).</summary>
    public static Schema Schema { get; } = new(SchemaUris.Schema, "Schema",
        "A schema and the attributes that it defines", SchemaAttributes.All);
}
