namespace ScimFunctions.Directory.TenantGroups;

/// <summary>How the members of a tenant group sign in by SAML 2.0: what its identity provider says of itself.</summary>
public sealed record SamlSso
{
    /// <summary>The entity id of the identity provider.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where members are sent to sign in.</summary>
    public required string SignInUrl { get; init; }

    /// <summary>The certificate that assertions are signed by, as PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>The attribute of the identity provider that NameID carries, which provisioning maps to externalId.</summary>
    public required string NameIdSource { get; init; }
}
