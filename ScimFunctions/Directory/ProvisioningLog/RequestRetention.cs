using System.Collections.Concurrent;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>Removes logged requests that are older than their tenant group keeps them, some at a time, on the way of new ones.</summary>
internal sealed class RequestRetention(ITable table, TimeProvider time)
{
    // A process writes at most sixty rows in this time, and removes up to a hundred.
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _pruned = new(StringComparer.Ordinal);

    /// <summary>Removes up to a batch of rows, unless that was done just now.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task PruneAsync(TenantGroup group)
    {
        var now = time.GetUtcNow();
        if (group.RetentionDays is not > 0 || (_pruned.TryGetValue(group.Id, out var before) && now - before < Between))
        {
            return;
        }

        _pruned[group.Id] = now;
        var range = RowRange.Prefix(RowKeys.Requests, BatchRules.MaxChanges) with
        {
            From = RowKeys.LoggedRequestsAt(now.AddDays(-group.RetentionDays.Value)),
            KeysOnly = true,
        };
        var old = await table.ReadAsync(group.Id, range, CancellationToken.None);
        if (old.Rows.Count > 0)
        {
            // Where another process removes the same ones, it does so for both.
            await table.CommitAsync(group.Id, [.. old.Rows.Select(row => new DeleteRow(row.Key))], CancellationToken.None);
        }
    }
}
