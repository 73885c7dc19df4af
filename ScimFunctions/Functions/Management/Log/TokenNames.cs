using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.Log;

/// <summary>What tokens are called.</summary>
public sealed class TokenNames(TokenAdministration tokens)
{
    /// <summary>The names of a tenant group's tokens by their ids. Those of the past have none, and in an outage of the vault none has.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(TenantGroup group, CancellationToken cancellation)
    {
        try
        {
            return (await tokens.ListAsync(group.Path, cancellation) ?? []).ToDictionary(token => token.Id, token => token.Name, StringComparer.Ordinal);
        }
        catch (TokenVaultException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }
}
