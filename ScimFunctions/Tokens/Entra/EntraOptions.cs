namespace ScimFunctions.Tokens.Entra;

/// <summary>Which access tokens of Entra ID let administrators in.</summary>
/// <param name="TenantId">The directory that issues them.</param>
/// <param name="ClientId">The app registration that they are for.</param>
/// <param name="Authority">Where its metadata is, without a final slash: below it <c>/.well-known/openid-configuration</c>.</param>
public sealed record EntraOptions(string TenantId, string ClientId, Uri Authority)
{
    /// <summary>The app role that an administrator has.</summary>
    public const string Role = "Scim.Admin";

    /// <summary>The authority of a directory in the public cloud.</summary>
    public static Uri PublicAuthority(string tenantId) => new($"https://login.microsoftonline.com/{Uri.EscapeDataString(tenantId)}/v2.0");
}
