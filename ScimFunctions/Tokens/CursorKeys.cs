using System.Security.Cryptography;
using System.Text.Json;
using ScimFunctions.Directory.Caching;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens;

/// <summary>
/// The keys that cursors are sealed with, the same in all processes. They are in the vault; the row <c>cursors</c> of the
/// directory names the version that counts. The first is made when it is first needed. After <see cref="Lifetime"/> a new
/// one takes its place, and the one before it still opens what it sealed. Every method throws <see cref="StorageException"/>
/// or <see cref="TokenVaultException"/> in an outage, where no key is known yet.
/// </summary>
public sealed class CursorKeys(ITable table, ITokenVault vault, TimeProvider time)
{
    /// <summary>The name of their secret in the vault.</summary>
    public const string SecretName = "scim-cursor-keys";

    /// <summary>How long a key seals.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>The key of the row that names the version that counts.</summary>
    internal const string RowKey = "cursors";

    private const string VersionColumn = "version";

    // A key that nobody has is looked for no more often than this, however many cursors name one.
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(2);

    // In an outage the old key goes on sealing, and a new one is tried for no more often than this.
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMinutes(1);

    private readonly SingleFlight<Known> _flight = new(time);
    private volatile Known? _known;

    /// <summary>The key that seals.</summary>
    public async ValueTask<CursorKey> CurrentAsync(CancellationToken cancellation)
    {
        if (_known is not { } known)
        {
            known = await JoinAsync(cancellation);
        }
        else if (time.GetUtcNow() >= known.RenewAt)
        {
            known = await RenewOrKeepAsync(known, cancellation);
        }

        return known.Keys[0].ToKey();
    }

    /// <summary>The key with that id, or null where there is none or it opens no more.</summary>
    public async ValueTask<CursorKey?> FindAsync(int id, CancellationToken cancellation)
    {
        var known = _known ?? await JoinAsync(cancellation);
        var found = known.Find(id);
        if (found is null && time.GetUtcNow() - known.ReadAt >= BetweenReads)
        {
            // Another process may have made it since.
            found = (await JoinAsync(cancellation)).Find(id);
        }

        return found?.ToKey();
    }

    private async Task<Known> RenewOrKeepAsync(Known known, CancellationToken cancellation)
    {
        try
        {
            return await JoinAsync(cancellation);
        }
        catch (Exception failure) when (failure is TokenVaultException or StorageException)
        {
            // A key that is a little older does no harm, and an outage of the vault ends no list.
            return _known = known with { RenewAt = time.GetUtcNow() + BetweenAttempts };
        }
    }

    private async Task<Known> JoinAsync(CancellationToken cancellation)
    {
        try
        {
            return await _flight.JoinAsync(RenewAsync, cancellation);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw TokenVaultException.Unavailable(late);
        }
    }

    /// <summary>Reads the keys that count, and makes a new one where there is none or the newest is too old.</summary>
    private async Task<Known> RenewAsync(CancellationToken cancellation)
    {
        var row = await table.FindAsync(TenantGroupRegistry.Partition, RowKey, cancellation);
        var known = row is null ? null : await ReadAsync(row, cancellation);
        if (known is not null && time.GetUtcNow() < known.RenewAt)
        {
            return _known = known;
        }

        await MakeAsync(row, known, cancellation);
        // Whoever was first, what the row names counts.
        var made = await table.FindAsync(TenantGroupRegistry.Partition, RowKey, cancellation)
            ?? throw new StorageException("The row of the cursor keys is gone.", outcomeUnknown: false);
        return _known = await ReadAsync(made, cancellation);
    }

    private async Task MakeAsync(Row? row, Known? known, CancellationToken cancellation)
    {
        var key = new byte[CursorKey.Length];
        RandomNumberGenerator.Fill(key);
        var made = new StoredCursorKey(RandomNumberGenerator.GetInt32(int.MaxValue), key, time.GetUtcNow());
        var stored = new StoredCursorKeys([made, .. known?.Keys.Take(1) ?? []]);
        var version = await vault.SetAsync(SecretName, JsonSerializer.Serialize(stored, TokensJson.Default.StoredCursorKeys), cancellation);
        var columns = Columns.Of(new Column(VersionColumn, version));
        RowChange change = row is null ? new InsertRow(RowKey, columns, default) : new ReplaceRow(RowKey, row.ETag, columns, default);
        try
        {
            await table.CommitAsync(TenantGroupRegistry.Partition, [change], cancellation);
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            // The row, which is read next, tells whether the change was made.
        }
    }

    private async Task<Known> ReadAsync(Row row, CancellationToken cancellation)
    {
        var version = row.Columns.GetString(VersionColumn) ?? throw TokenVaultException.Missing(SecretName);
        if (_known is { } known && known.Version.Equals(version, StringComparison.Ordinal))
        {
            return known with { ReadAt = time.GetUtcNow() };
        }

        var json = await vault.GetAsync(SecretName, version, cancellation);
        return JsonSerializer.Deserialize(json, TokensJson.Default.StoredCursorKeys) is { Keys: { Count: > 0 } keys }
            ? new Known(version, keys, time.GetUtcNow(), keys[0].Created + Lifetime)
            : throw TokenVaultException.Missing(SecretName);
    }

    private sealed record Known(string Version, IReadOnlyList<StoredCursorKey> Keys, DateTimeOffset ReadAt, DateTimeOffset RenewAt)
    {
        public StoredCursorKey? Find(int id) => Keys.FirstOrDefault(key => key.Id == id);
    }
}
