namespace ScimFunctions.Functions.Management.Access;

/// <summary>Who may manage: the holder of the admin key, or somebody to whom Entra ID gave the app role.</summary>
/// <param name="Name">What logs and tokens name them by, without personal data; at most 100 characters.</param>
public sealed record Administrator(string Name)
{
    /// <summary>The holder of the admin key.</summary>
    public static Administrator AdminKey { get; } = new("admin key");
}
