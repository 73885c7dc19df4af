using System.Security.Cryptography;
using System.Text;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens.Embedded;

/// <summary>A vault in the embedded store, so that a first run needs none: one row for each version of a secret.</summary>
public sealed class TableTokenVault(ITable table) : ITokenVault
{
    private const string Partition = "vault";

    /// <inheritdoc/>
    public async Task<string> SetAsync(string name, string json, CancellationToken cancellation)
    {
        var version = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var insert = new InsertRow(Key(name, version), Columns.None, Encoding.UTF8.GetBytes(json));
        try
        {
            // A random version is in the way of its own repetition alone, so a conflict means that it is there.
            await table.CommitAsync(Partition, [insert], cancellation);
            return version;
        }
        catch (StorageException failure)
        {
            throw TokenVaultException.Unavailable(failure);
        }
    }

    /// <inheritdoc/>
    public async Task<string> GetAsync(string name, string version, CancellationToken cancellation)
    {
        try
        {
            var row = await table.FindAsync(Partition, Key(name, version), cancellation);
            return row is null ? throw TokenVaultException.Missing(name) : Encoding.UTF8.GetString(row.Document.Span);
        }
        catch (StorageException failure)
        {
            throw TokenVaultException.Unavailable(failure);
        }
    }

    /// <inheritdoc/>
    public async Task PingAsync(CancellationToken cancellation)
    {
        try
        {
            await table.PingAsync(cancellation);
        }
        catch (StorageException failure)
        {
            throw TokenVaultException.Unavailable(failure);
        }
    }

    private static string Key(string name, string version) => $"s:{name}:{version}";
}
