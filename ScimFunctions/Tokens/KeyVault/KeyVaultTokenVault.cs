using System.Net;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace ScimFunctions.Tokens.KeyVault;

/// <summary>A vault in Azure Key Vault, which needs the role Key Vault Secrets Officer.</summary>
public sealed class KeyVaultTokenVault(SecretClient client) : ITokenVault
{
    /// <inheritdoc/>
    public Task<string> SetAsync(string name, string json, CancellationToken cancellation) => AskAsync(async () =>
    {
        var secret = new KeyVaultSecret(name, json) { Properties = { ContentType = "application/json" } };
        var stored = await client.SetSecretAsync(secret, cancellation);
        return stored.Value.Properties.Version;
    });

    /// <inheritdoc/>
    public Task<string> GetAsync(string name, string version, CancellationToken cancellation) => AskAsync(async () =>
    {
        try
        {
            var stored = await client.GetSecretAsync(name, version, cancellationToken: cancellation);
            return stored.Value.Value;
        }
        catch (RequestFailedException failure) when (failure.Status == (int)HttpStatusCode.NotFound)
        {
            throw TokenVaultException.Missing(name, failure);
        }
    });

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellation) => AskAsync(async () =>
    {
        try
        {
            await client.GetSecretAsync(AdminKey.SecretName, cancellationToken: cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == (int)HttpStatusCode.NotFound)
        {
            // A vault that knows it has no such secret answers and lets us in.
        }

        return true;
    });

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException)
        {
            throw TokenVaultException.Unavailable(failure);
        }
        catch (AggregateException failure)
        {
            // Azure.Core gathers the failures of all its attempts in one.
            throw TokenVaultException.Unavailable(failure);
        }
    }
}
