using System.Text.Json;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens;

/// <summary>
/// The key of the management interface. Its hash is in the vault; the row <c>admin</c> of the directory names the version
/// that counts. Every method throws <see cref="StorageException"/> or <see cref="TokenVaultException"/> in an outage.
/// </summary>
public sealed class AdminKey(ITable table, ITokenVault vault, TimeProvider time)
{
    /// <summary>The name of its secret in the vault.</summary>
    public const string SecretName = "scim-admin-key";

    /// <summary>The key of the row that names the version that counts.</summary>
    internal const string RowKey = "admin";

    private const string VersionColumn = "version";

    private volatile Known? _known;

    /// <summary>Makes the key if there is none: the key in plain, to be shown once, or null where there is one.</summary>
    public async Task<PlainToken?> EnsureAsync(CancellationToken cancellation)
    {
        if (await VersionAsync(cancellation) is not null)
        {
            return null;
        }

        var (key, row) = await PrepareAsync(cancellation);
        return await CommitAsync(key, row, row.Columns, cancellation);
    }

    /// <summary>Makes a key in place of the one there is, which ends at once, or the first one: the key in plain, to be shown
    /// once, or null where somebody else changed it meanwhile.</summary>
    public async Task<PlainToken?> RotateAsync(CancellationToken cancellation)
    {
        var stored = await table.FindAsync(TenantGroupRegistry.Partition, RowKey, cancellation);
        var (key, row) = await PrepareAsync(cancellation);
        return await CommitAsync(
            key, stored is null ? row : new ReplaceRow(row.Key, stored.ETag, row.Columns, row.Document), row.Columns, cancellation);
    }

    /// <summary>Whether <paramref name="key"/> is the admin key. A malformed one is refused without a look-up.</summary>
    public async Task<bool> VerifyAsync(string key, CancellationToken cancellation)
    {
        if (!TokenFormat.AdminKey.IsWellFormed(key) || await VersionAsync(cancellation) is not { } version)
        {
            return false;
        }

        if (_known is not { } known || !string.Equals(known.Version, version, StringComparison.Ordinal))
        {
            _known = known = new Known(version, await HashAsync(version, cancellation));
        }

        return Matches(key, known.Hash.Span);
    }

    /// <summary>A new key, its hash in the vault, and the change that makes it count, for a batch of the directory.</summary>
    internal async Task<(PlainToken Key, InsertRow Row)> PrepareAsync(CancellationToken cancellation)
    {
        var key = TokenFormat.AdminKey.Create();
        var stored = new StoredAdminKey(TokenHash.Of(SecretName, key), time.GetUtcNow(), key.LastFour);
        var json = JsonSerializer.Serialize(stored, TokensJson.Default.StoredAdminKey);
        var version = await vault.SetAsync(SecretName, json, cancellation);
        return (key, new(RowKey, Columns.Of(new Column(VersionColumn, version)), default));
    }

    private static bool Matches(string key, ReadOnlySpan<byte> stored)
    {
        Span<byte> hash = stackalloc byte[TokenHash.Length];
        TokenHash.Write(SecretName, key, hash);
        return TokenHash.Equal(hash, stored);
    }

    private async Task<ReadOnlyMemory<byte>> HashAsync(string version, CancellationToken cancellation)
    {
        var json = await vault.GetAsync(SecretName, version, cancellation);
        return JsonSerializer.Deserialize(json, TokensJson.Default.StoredAdminKey)?.Hash
            ?? throw TokenVaultException.Missing(SecretName);
    }

    private async Task<PlainToken?> CommitAsync(PlainToken key, RowChange change, Columns columns, CancellationToken cancellation)
    {
        try
        {
            return await table.CommitAsync(TenantGroupRegistry.Partition, [change], cancellation) switch
            {
                Committed => key,
                Conflicted { Retried: true } when await IsCommittedAsync(columns, cancellation) => key,
                _ => null,
            };
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            if (await IsCommittedAsync(columns, cancellation))
            {
                return key;
            }

            throw;
        }
    }

    private async Task<bool> IsCommittedAsync(Columns columns, CancellationToken cancellation) =>
        string.Equals(await VersionAsync(cancellation), columns.GetString(VersionColumn), StringComparison.Ordinal);

    private async ValueTask<string?> VersionAsync(CancellationToken cancellation) =>
        (await table.FindAsync(TenantGroupRegistry.Partition, RowKey, cancellation))?.Columns.GetString(VersionColumn);

    private sealed record Known(string Version, ReadOnlyMemory<byte> Hash);
}
