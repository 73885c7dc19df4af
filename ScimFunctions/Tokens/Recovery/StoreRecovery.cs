using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens.Recovery;

/// <summary>
/// Restores a backup to a store without tenant groups and to a vault, whatever that holds: each secret is set anew, and the
/// rows name the versions that this gives. So every token of the backup works again, or has ended where its secret was lost.
/// The directory comes last and in one go at the end of the file; one that was cut off is repeated.
/// </summary>
public sealed class StoreRecovery(ITable table, ITokenVault vault)
{
    private const int AtOnce = 8, MostBytes = 1024 * 1024;

    /// <summary>Restores it.</summary>
    /// <returns>What was restored.</returns>
    /// <exception cref="InvalidDataException">The file is no whole backup, or the store holds tenant groups.</exception>
    /// <exception cref="StorageException">The store failed; repeat it.</exception>
    /// <exception cref="TokenVaultException">The vault failed; repeat it.</exception>
    public async Task<BackupCounts> RunAsync(TextReader input, CancellationToken cancellation)
    {
        var there = await table.ReadAsync(TenantGroupRegistry.Partition, RowRange.Prefix(TenantGroupRows.Prefix, 1), cancellation);
        if (there.Rows.Count > 0)
        {
            throw new InvalidDataException("The store holds tenant groups. Name an empty table or folder, or 'import' one group.");
        }

        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        var directory = new List<Row>();
        var batches = new RestoredBatches(table, AtOnce, MostBytes);
        var (partition, rows, ended) = ("", 0L, false);
        for (var number = 1; await input.ReadLineAsync(cancellation) is { } text; number++)
        {
            var line = BackupLines.Read(text);
            if (number == 1 && !line.ContainsKey(BackupLines.Head))
            {
                throw new InvalidDataException("The file does not begin as a backup does.");
            }

            if (BackupLines.RowOf(line) is { } row)
            {
                rows++;
                if (partition == TenantGroupRegistry.Partition)
                {
                    directory.Add(row);
                }
                else
                {
                    await batches.AddAsync(partition, row, cancellation);
                }
            }
            else if (line.ContainsKey(BackupLines.Partition))
            {
                partition = BackupLines.Text(line, BackupLines.Partition);
            }
            else if (line.ContainsKey(BackupLines.Secret))
            {
                var name = BackupLines.Text(line, BackupLines.Secret);
                versions[name] = await vault.SetAsync(name, BackupLines.Text(line, BackupLines.Value), cancellation);
            }

            ended |= line.ContainsKey(BackupLines.End);
        }

        if (!ended)
        {
            throw new InvalidDataException("The file has no end line, so a part of the backup is missing. Nothing of it can be found in the store.");
        }

        await batches.FlushAsync(cancellation);
        var lost = await RestoreDirectoryAsync(directory, versions, batches, cancellation);
        return new BackupCounts(directory.Count(row => SecretNames.GroupOf(row) is not null), rows, versions.Count, lost);
    }

    private static async Task<int> RestoreDirectoryAsync(
        List<Row> directory, Dictionary<string, string> versions, RestoredBatches batches, CancellationToken cancellation)
    {
        var lost = 0;
        foreach (var row in directory)
        {
            var restored = row;
            if (SecretNames.Of(row) is { } secret)
            {
                var version = versions.GetValueOrDefault(secret.Name);
                lost += version is null ? 1 : 0;
                restored = SecretNames.WithVersion(row, version);
            }

            if (restored is not null)
            {
                await batches.AddAsync(TenantGroupRegistry.Partition, restored, cancellation);
            }
        }

        await batches.FlushAsync(cancellation);
        return lost;
    }
}
