using System.Text.Json.Nodes;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens.Recovery;

/// <summary>
/// Writes all rows of the store, and the secrets that they name, as lines. The directory is read first, and a version of a
/// secret never changes: so what it names and what is written go together, whatever is rotated meanwhile.
/// </summary>
public sealed class StoreBackup(ITable table, ITokenVault vault, TimeProvider time)
{
    private const int PageSize = 200;

    /// <summary>Writes it.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    /// <exception cref="TokenVaultException">The vault failed.</exception>
    public async Task<BackupCounts> RunAsync(TextWriter output, CancellationToken cancellation)
    {
        var directory = new List<Row>();
        await foreach (var row in RowsAsync(TenantGroupRegistry.Partition, cancellation))
        {
            directory.Add(row);
        }

        await output.WriteLineAsync(BackupLines.Write(new JsonObject { [BackupLines.Head] = BackupLines.Format, ["at"] = time.GetUtcNow().ToString("O") }));
        var groups = directory.Select(SecretNames.GroupOf).OfType<TenantGroup>().ToList();
        var rows = (long)directory.Count;
        foreach (var group in groups)
        {
            await WritePartitionAsync(output, group.Id);
            await foreach (var row in RowsAsync(group.Id, cancellation))
            {
                await output.WriteLineAsync(BackupLines.Write(row));
                rows++;
            }
        }

        var (secrets, lost) = await WriteSecretsAsync(output, directory, cancellation);
        await WritePartitionAsync(output, TenantGroupRegistry.Partition);
        foreach (var row in directory)
        {
            await output.WriteLineAsync(BackupLines.Write(row));
        }

        await output.WriteLineAsync(BackupLines.Write(new JsonObject { [BackupLines.End] = rows }));
        await output.FlushAsync(cancellation);
        return new BackupCounts(groups.Count, rows, secrets, lost);
    }

    private async Task<(int Written, int Lost)> WriteSecretsAsync(TextWriter output, List<Row> directory, CancellationToken cancellation)
    {
        var (written, lost) = (0, 0);
        foreach (var (name, version) in directory.Select(SecretNames.Of).OfType<(string Name, string Version)>())
        {
            try
            {
                var value = await vault.GetAsync(name, version, cancellation);
                await output.WriteLineAsync(BackupLines.Write(new JsonObject { [BackupLines.Secret] = name, [BackupLines.Value] = value }));
                written++;
            }
            catch (TokenVaultException failure) when (failure.IsMissing)
            {
                lost++;
            }
        }

        return (written, lost);
    }

    private static Task WritePartitionAsync(TextWriter output, string partition) =>
        output.WriteLineAsync(BackupLines.Write(new JsonObject { [BackupLines.Partition] = partition }));

    private async IAsyncEnumerable<Row> RowsAsync(
        string partition, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = new RowRange("!", "~", PageSize);
        for (var more = true; more;)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            more = page.More;
            range = page.Rows.Count > 0 ? range.After(page.Rows[^1].Key) : range;
        }
    }
}
