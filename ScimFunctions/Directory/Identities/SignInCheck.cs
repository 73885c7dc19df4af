using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Directory.Identities;

/// <summary>Tells whether somebody who signed in at the identity provider may come in, and with which role.</summary>
public sealed class SignInCheck(IdentityReader reader)
{
    /// <summary>The decision about a NameID, by at most 2 calls of the store.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="nameId">The NameID of the SAML assertion, which is compared exactly.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="Storage.StorageException">The store failed.</exception>
    public async Task<SignInDecision> DecideAsync(TenantGroup group, string nameId, CancellationToken cancellation) =>
        await reader.FindAsync(group, nameId, cancellation) switch
        {
            null => SignInDecision.Unknown,
            { Active: false } => SignInDecision.Inactive,
            var identity => new SignInDecision(SignInReason.Member, identity),
        };
}
