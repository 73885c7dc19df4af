namespace ScimFunctions.Protocol.Schemas;

/// <summary>The resource types that this service provider serves (RFC 7643 §6).</summary>
public static class ResourceTypes
{
    /// <summary>Users, with the enterprise extension where a user has values of it.</summary>
    public static ResourceType User { get; } = new()
    {
        Name = "User",
        Endpoint = "/Users",
        Description = "Accounts of people",
        Schema = CoreSchemas.User,
        Extensions = [new SchemaExtension(CoreSchemas.EnterpriseUser, Required: false)],
    };

    /// <summary>SCIM groups.</summary>
    public static ResourceType Group { get; } = new()
    {
        Name = "Group",
        Endpoint = "/Groups",
        Description = "Groups of users and groups",
        Schema = CoreSchemas.Group,
    };
}
