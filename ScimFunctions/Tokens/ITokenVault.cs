namespace ScimFunctions.Tokens;

/// <summary>
/// Keeps the hashes of secrets: named secrets with immutable versions. Which version counts, the directory's rows say,
/// not the vault. Every method throws <see cref="TokenVaultException"/> where the vault cannot be reached or refuses.
/// </summary>
public interface ITokenVault
{
    /// <summary>Adds a version to a secret and gives the version's name.</summary>
    /// <param name="name">ASCII letters, digits and <c>-</c>, 1 to 127 characters.</param>
    /// <param name="json">The content, at most 24,000 characters.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<string> SetAsync(string name, string json, CancellationToken cancellation);

    /// <summary>The content of one version, which never changes.</summary>
    Task<string> GetAsync(string name, string version, CancellationToken cancellation);

    /// <summary>Throws unless the vault answers.</summary>
    Task PingAsync(CancellationToken cancellation);
}
