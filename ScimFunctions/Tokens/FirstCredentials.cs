using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens;

/// <summary>What an empty directory begins with: a tenant group, its first token and the admin key.</summary>
/// <param name="Group">The tenant group.</param>
/// <param name="Token">Its token in plain, to be shown once.</param>
/// <param name="AdminKey">The admin key in plain, to be shown once.</param>
public sealed record FirstCredentials(TenantGroup Group, PlainToken Token, PlainToken AdminKey);

/// <summary>Makes <see cref="FirstCredentials"/> in one batch, so that of two processes one makes all and the other nothing.</summary>
public sealed class FirstCredentialsMaker(
    ITable table, TenantGroupRegistry groups, TokenAdministration tokens, AdminKey adminKey)
{
    /// <summary>The credentials; null where the tenant group or an admin key is there already.
    /// Throws <see cref="StorageException"/> or <see cref="TokenVaultException"/> in an outage.</summary>
    public async Task<FirstCredentials?> MakeAsync(string groupPath, SamlSso sso, TokenRequest request, CancellationToken cancellation)
    {
        var (group, made) = await tokens.PrepareAsync(groups.New(groupPath) with { Sso = sso }, request, cancellation);
        var (key, row) = await adminKey.PrepareAsync(cancellation);
        var credentials = new FirstCredentials(group, made.Token, key);
        try
        {
            var changes = new RowChange[] { TenantGroupRegistry.Insertion(group), row };
            return await table.CommitAsync(TenantGroupRegistry.Partition, changes, cancellation) switch
            {
                Committed => credentials,
                Conflicted { Retried: true } when await IsStoredAsync(group, cancellation) => credentials,
                _ => null,
            };
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            if (await IsStoredAsync(group, cancellation))
            {
                return credentials;
            }

            throw;
        }
    }

    private async Task<bool> IsStoredAsync(TenantGroup group, CancellationToken cancellation) =>
        await groups.IsStoredAsync(group, cancellation);
}
