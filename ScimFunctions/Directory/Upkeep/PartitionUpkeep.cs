using System.Collections.Concurrent;
using ScimFunctions.Directory.Erasing;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Upkeep;

/// <summary>
/// What has to be done in a tenant group now and then: to bring older rows to the present layout, to remove old journal
/// entries, and to carry on erasures that were too long for their request. There is no timer, which serverless hosts would not run: a request that comes when it is due starts it, and
/// does not wait for it.
/// </summary>
public sealed class PartitionUpkeep(LayoutMigration migration, JournalRetention retention, PersonErasure erasure, TimeProvider time)
{
    // A process that lives for less has nothing to do with it.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, long> _due = new(StringComparer.Ordinal);

    /// <summary>What was started last; ends when that does, however it does.</summary>
    public Task Last { get; private set; } = Task.CompletedTask;

    /// <summary>Starts what is due.</summary>
    /// <param name="group">The tenant group of a request.</param>
    public void Consider(TenantGroup group)
    {
        var now = time.GetUtcNow();
        if (!_due.TryGetValue(group.Id, out var due))
        {
            _due.TryAdd(group.Id, (now + First).Ticks);
        }
        else if (now.Ticks >= due && _due.TryUpdate(group.Id, (now + Between).Ticks, due))
        {
            // What the request is known by in traces is not what this is known by.
            using var apart = ExecutionContext.SuppressFlow();
            Last = Task.Run(() => RunAsync(group));
        }
    }

    private async Task RunAsync(TenantGroup group)
    {
        try
        {
            await migration.RunAsync(group.Id, CancellationToken.None);
            await retention.PruneAsync(group, CancellationToken.None);
            await erasure.CarryOnAsync(group, CancellationToken.None);
        }
        catch (StorageException)
        {
            // Nothing is half-done, and what is left is done the next time.
        }
    }
}
