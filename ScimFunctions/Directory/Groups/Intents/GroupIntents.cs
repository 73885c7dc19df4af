using System.Collections.Concurrent;
using ScimFunctions.Directory.Caching;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>
/// Makes committed changes of many members in full, whoever committed them: in the background, and by whoever wants to change
/// the same group. Each step replaces the header if unchanged, so that it is made once, by one process, and a slow one cannot
/// undo what came later. Steps heed no cancellation: they are due.
/// </summary>
public sealed class GroupIntents
{
    private const int MostFailures = 20, MostRemembered = 10_000;

    private readonly ITable _table;
    private readonly ResourceLocks _locks = new(), _nesting = new();
    private readonly BoundedCache<string, string> _finished;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _unfinished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly IntentSweep _sweep;

    /// <param name="table">The store.</param>
    /// <param name="time">The clock.</param>
    public GroupIntents(ITable table, TimeProvider time)
    {
        _table = table;
        Chunks = new(table);
        _finished = new(MostRemembered, StringComparer.Ordinal, time);
        _sweep = new(table, Chunks, time, Begin);
    }

    internal IntentChunks Chunks { get; }

    /// <summary>
    /// Looks for what processes left unfinished that ended: before the first request to a tenant group is answered, and once a
    /// minute beside one. What is found is finished in the background; until then it is laid over what the rows say.
    /// </summary>
    /// <exception cref="StorageException">The store failed at the first look.</exception>
    public Task LookAfterAsync(string partition) => _sweep.LookAfterAsync(partition);

    /// <summary>Finishes whatever is unfinished.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task FinishAllAsync(string partition)
    {
        foreach (var key in await _table.KeysAsync(partition, RowKeys.Intents, CancellationToken.None))
        {
            var group = key[RowKeys.Intents.Length..];
            if (!group.Contains(':', StringComparison.Ordinal))
            {
                await FinishAsync(partition, group);
            }
        }
    }

    /// <summary>Completes when nothing is being finished in the background any more.</summary>
    public async Task SettledAsync()
    {
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Keys);
        }
    }

    /// <summary>Whether this process knows of a change that is not finished. If not, there may be one in another process for
    /// as long as it takes to make a step.</summary>
    internal bool MayBePending(string partition) => _unfinished.TryGetValue(partition, out var groups) && !groups.IsEmpty;

    /// <summary>Waits until nobody else of this process begins or ends a change of many members.</summary>
    internal ValueTask<ResourceLocks.Held> EnterNestingAsync(string partition, CancellationToken cancellation) =>
        _nesting.EnterAsync(partition, RowKeys.Nesting, cancellation);

    /// <summary>Writes what is written before a change of many members is committed.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    internal async Task<PreparedIntent> PrepareAsync(
        string partition, string group, IReadOnlyList<EdgeChange> changes, DateTimeOffset now, CancellationToken cancellation)
    {
        await RequireRoomAsync(partition, cancellation);
        var intent = new PendingIntent(group, ResourceId.New(), IsDeletion: false);
        var keys = await Chunks.WriteAsync(partition, intent, changes, now, cancellation);
        return new PreparedIntent(intent, keys, [GroupIntent.Header(intent, changes.Count), new TouchRow(keys[0], Columns.None)]);
    }

    /// <summary>What is committed with the deletion of a group of many members.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    internal async Task<PreparedIntent> PrepareDeletionAsync(string partition, string group, CancellationToken cancellation)
    {
        await RequireRoomAsync(partition, cancellation);
        var intent = new PendingIntent(group, ResourceId.New(), IsDeletion: true);
        return new PreparedIntent(intent, [], [GroupIntent.Header(intent, 0)]);
    }

    /// <summary>Removes what was written before a change that was not committed.</summary>
    internal Task AbandonAsync(string partition, PreparedIntent prepared) => Chunks.RemoveAsync(partition, prepared.Chunks);

    /// <summary>Begins to make a change that was committed.</summary>
    internal void Begin(string partition, string group)
    {
        _unfinished.GetOrAdd(partition, static _ => new(StringComparer.Ordinal)).TryAdd(group, true);
        var task = Task.Run(() => FinishInBackgroundAsync(partition, group));
        _running.TryAdd(task, true);
        _ = task.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Whether an intent is known to be made in full.</summary>
    internal bool IsFinished(string intent) => _finished.Find(intent) is not null;

    /// <summary>Remembers that an intent is made in full, so that nobody has to look for it again.</summary>
    internal void Remember(string intent) => _finished.Add(intent, intent);

    /// <summary>Finishes the change of members that a group was last committed with, if it had one.</summary>
    /// <exception cref="StorageException">The store failed; the change stays committed, and somebody else will finish it.</exception>
    internal async ValueTask FinishAsync(string partition, StoredGroup group)
    {
        if (group.Intent is { } intent && !IsFinished(intent))
        {
            await FinishAsync(partition, group.Id);
            Remember(intent);
        }
    }

    /// <summary>Finishes the change of a group's members, where there is one.</summary>
    /// <exception cref="StorageException">The store failed; the change stays committed, and somebody else will finish it.</exception>
    internal async Task FinishAsync(string partition, string group)
    {
        using var held = await _locks.EnterAsync(partition, group, CancellationToken.None);
        var steps = new IntentSteps(_table, Chunks, _nesting, partition, group);
        GroupIntent? intent = null;
        var (version, failures, last) = ("", 0, (string?)null);
        while (failures < MostFailures)
        {
            intent ??= await _table.FindAsync(partition, RowKeys.Intent(group), CancellationToken.None) is { } row ? new GroupIntent(row) : null;
            if (intent is null)
            {
                Forget(partition, group, last);
                return;
            }

            last = intent.Id;

            // Where another process is always a step ahead, the change is being made all the same.
            failures = intent.Version == version ? failures + 1 : 0;
            version = intent.Version;
            intent = await steps.MakeAsync(intent);
        }

        throw new StorageException("A change of a group's members could not be finished.", outcomeUnknown: false);
    }

    private async Task FinishInBackgroundAsync(string partition, string group)
    {
        try
        {
            await FinishAsync(partition, group);
        }
        catch (StorageException)
        {
            // The change stays committed and is heeded by readers; the next look carries it on.
        }
    }

    // Readers lay every change over what they read, so that there may be but a few at a time.
    private async Task RequireRoomAsync(string partition, CancellationToken cancellation)
    {
        while (NestingGraph.Of(await _table.FindAsync(partition, RowKeys.Nesting, cancellation)) is { HasRoom: false } graph)
        {
            await FinishAsync(partition, graph.Pending.Keys.First());
        }
    }

    private void Forget(string partition, string group, string? intent)
    {
        if (intent is not null)
        {
            Remember(intent);
        }

        if (_unfinished.TryGetValue(partition, out var groups))
        {
            groups.TryRemove(group, out _);
        }
    }
}
