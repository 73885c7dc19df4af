namespace ScimFunctions.Protocol.Schemas;

/// <summary>The resource types that one tenant group serves, with the extensions that it has registered.</summary>
/// <param name="User">Users.</param>
/// <param name="Group">SCIM groups.</param>
public sealed record ResourceCatalog(ResourceType User, ResourceType Group)
{
    /// <summary>What every tenant group serves that has registered nothing.</summary>
    public static ResourceCatalog Core { get; } = new(ResourceTypes.User, ResourceTypes.Group);

    /// <summary>All resource types, in the order in which they are listed.</summary>
    public IReadOnlyList<ResourceType> Types { get; } = [User, Group];
}
