using System.Collections.Concurrent;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>
/// Makes committed changes in full, whoever committed them. Each step replaces the header if unchanged, so that it is
/// made once, by one process, and a slow one cannot undo what came later. Steps heed no cancellation: they are due.
/// </summary>
internal sealed class GroupIntents(ITable table)
{
    private const int MostFailures = 20;

    private readonly ResourceLocks _locks = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _leftovers = new(StringComparer.Ordinal);

    /// <summary>Finishes what processes left behind that ended: once in each tenant group, before the first write there.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task FinishLeftoversAsync(string partition)
    {
        var finishing = _leftovers.GetOrAdd(partition, static (key, intents) => new(() => intents.FinishAllAsync(key)), this);
        try
        {
            await finishing.Value;
        }
        catch
        {
            _leftovers.TryRemove(new(partition, finishing));
            throw;
        }
    }

    /// <summary>Finishes the change of a group's members, where there is one.</summary>
    /// <exception cref="StorageException">The store failed; the change stays committed, and somebody else will finish it.</exception>
    public async Task FinishAsync(string partition, string group)
    {
        using var held = await _locks.EnterAsync(partition, group, CancellationToken.None);
        try
        {
            await FinishHeldAsync(partition, group);
        }
        catch
        {
            // Of a group that is gone nobody may come across it again: so it is looked for.
            LookAgain(partition);
            throw;
        }
    }

    /// <summary>Lets the next request to a tenant group look for changes that are not made in full, for one may have been
    /// committed without anybody here knowing.</summary>
    public void LookAgain(string partition) => _leftovers.TryRemove(partition, out _);

    private async Task FinishHeldAsync(string partition, string group)
    {
        GroupIntent? intent = null;
        var (version, failures) = ("", 0);
        while (failures < MostFailures)
        {
            intent ??= await table.FindAsync(partition, RowKeys.Intent(group), CancellationToken.None) is { } row ? new GroupIntent(row) : null;
            if (intent is null || intent.HasEnded)
            {
                return;
            }

            // Where another process is always a step ahead, the change is being made all the same.
            failures = intent.Version == version ? failures + 1 : 0;
            version = intent.Version;
            intent = await MakeStepAsync(partition, group, intent);
        }

        throw new StorageException("A change of a group's members could not be finished.", outcomeUnknown: false);
    }

    private async Task FinishAllAsync(string partition)
    {
        foreach (var key in await table.KeysAsync(partition, RowKeys.Intents, CancellationToken.None))
        {
            var group = key[RowKeys.Intents.Length..];
            if (!group.Contains(':', StringComparison.Ordinal))
            {
                await FinishAsync(partition, group);
            }
        }
    }

    /// <summary>Makes one step, and gives the intent as it is then; null where that has to be read, for another process was
    /// faster or the answer was lost.</summary>
    private async Task<GroupIntent?> MakeStepAsync(string partition, string group, GroupIntent intent)
    {
        var rows = intent.IsDeletion ? await DeletionAsync(partition, group) : await ChangeAsync(partition, group, intent);
        if (rows is null)
        {
            return null;
        }

        if (rows.Count == 0)
        {
            RowChange[] end = intent.IsDeletion
                ? [.. intent.End(group)]
                : [.. intent.End(group), new TouchRow(RowKeys.Group(group), Columns.Of(new Column(ColumnNames.Pending, false)))];
            return await TryCommitAsync(partition, end) is Committed ? intent.Ended : null;
        }

        var advance = intent.Advance(rows.Count);
        var result = await TryCommitAsync(partition, [advance, .. rows.SelectMany(member => member)]);
        if (result is Conflicted { Index: > 0 })
        {
            result = await TryCommitAsync(partition, [advance, .. await PossibleAsync(partition, rows)]);
        }

        return result is Committed { ETags: [var version, ..] } ? intent.After(advance, version) : null;
    }

    /// <summary>The rows of the next step; none at the end, and null where the chunk is gone, and the header with it.</summary>
    private async Task<List<RowChange[]>?> ChangeAsync(string partition, string group, GroupIntent intent)
    {
        if (intent.Progress >= intent.Count)
        {
            return [];
        }

        intent.Chunk ??= await table.FindAsync(partition, RowKeys.IntentChunk(group, intent.ChunkNumber), CancellationToken.None);
        return intent.Chunk is null ? null : [.. intent.Next().Select(change => MemberRows.Of(group, change, isRepeatable: true))];
    }

    private async Task<List<RowChange[]>> DeletionAsync(string partition, string group)
    {
        var prefix = RowKeys.Members(group);
        var members = await table.ReadAsync(partition, RowRange.Prefix(prefix, GroupIntent.StepSize) with { KeysOnly = true }, CancellationToken.None);
        if (members.Rows.Count > 0)
        {
            return [.. members.Rows.Select(row => MemberRows.Of(group, new EdgeChange(false, MemberEdge.Of(row.Key, prefix)), isRepeatable: true))];
        }

        prefix = RowKeys.Parents(group);
        var parents = await table.ReadAsync(partition, RowRange.Prefix(prefix, GroupIntent.StepSize) with { KeysOnly = true }, CancellationToken.None);
        return [.. parents.Rows.Select(row => MemberRows.Leave(row.Key[prefix.Length..], new MemberEdge(IsGroup: true, group)))];
    }

    /// <summary>What can be made of a step where rows have gone meanwhile: who was deleted does not become a member.</summary>
    private async Task<List<RowChange>> PossibleAsync(string partition, List<RowChange[]> rows)
    {
        var needed = rows.SelectMany(member => member).Where(change => change is not UpsertRow).Select(change => change.Key).ToArray();
        var exist = await table.ExistAsync(partition, needed, CancellationToken.None);
        var gone = needed.Where((_, index) => !exist[index]).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows.Where(member => !member.Any(change => change is UpsertRow) || !member.Any(change => gone.Contains(change.Key)))
                .SelectMany(member => member)
                .Where(change => !gone.Contains(change.Key)),
        ];
    }

    private async Task<CommitResult?> TryCommitAsync(string partition, IReadOnlyList<RowChange> changes)
    {
        try
        {
            return await table.CommitAsync(partition, changes, CancellationToken.None);
        }
        catch (StorageException exception) when (exception.OutcomeUnknown)
        {
            // The header says how it ended.
            return null;
        }
    }
}
