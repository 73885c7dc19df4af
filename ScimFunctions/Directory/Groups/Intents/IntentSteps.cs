using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>Makes one intent, step by step.</summary>
internal sealed class IntentSteps(ITable table, IntentChunks chunks, ResourceLocks nesting, string partition, string group)
{
    private string? _intent;
    private List<string> _keys = [];
    private (int Number, IReadOnlyList<EdgeChange> Changes) _chunk = (-1, []);

    /// <summary>Makes one step.</summary>
    /// <returns>The intent as it is then; null where that has to be read, for another process was faster, the answer was lost,
    /// or it has ended.</returns>
    public async Task<GroupIntent?> MakeAsync(GroupIntent intent)
    {
        if (_intent != intent.Id)
        {
            (_intent, _chunk) = (intent.Id, (-1, []));
            _keys = intent.IsDeletion ? [] : await chunks.KeysAsync(partition, group, intent.Id);
        }

        var rows = intent.IsDeletion ? await DeletionAsync() : await ChangeAsync(intent);
        if (rows is null)
        {
            return null;
        }

        if (rows.Count == 0)
        {
            await EndAsync(intent);
            return null;
        }

        var advance = intent.Advance(rows.Count);
        var result = await TryCommitAsync([advance, .. rows.SelectMany(member => member)]);
        if (result is Conflicted { Index: > 0 })
        {
            result = await TryCommitAsync([advance, .. await PossibleAsync(rows)]);
        }

        return result is Committed { ETags: [var version, ..] } ? GroupIntent.After(advance, version) : null;
    }

    private async Task EndAsync(GroupIntent intent)
    {
        using (await nesting.EnterAsync(partition, RowKeys.Nesting, CancellationToken.None))
        {
            var graph = NestingGraph.Of(await table.FindAsync(partition, RowKeys.Nesting, CancellationToken.None));
            RowChange[] changes = graph.End(group, intent.Id) ? [intent.End(), graph.ToChange()] : [intent.End()];
            if (await TryCommitAsync(changes) is not Committed)
            {
                return;
            }
        }

        await chunks.RemoveAsync(partition, _keys);
    }

    /// <summary>The rows of the next step; none at the end, and null where the chunk is gone, and the header with it.</summary>
    private async Task<List<RowChange[]>?> ChangeAsync(GroupIntent intent)
    {
        if (intent.IsMade)
        {
            return [];
        }

        var number = (int)(intent.Progress / IntentChunks.Size);
        if (_chunk.Number != number)
        {
            if (number >= _keys.Count || await chunks.ReadAsync(partition, _keys[number]) is not { } changes)
            {
                return null;
            }

            _chunk = (number, changes);
        }

        return [.. _chunk.Changes.Skip((int)(intent.Progress % IntentChunks.Size)).Take(GroupIntent.StepSize)
            .Select(change => MemberRows.Of(group, change, isRepeatable: true))];
    }

    private async Task<List<RowChange[]>> DeletionAsync()
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
    private async Task<List<RowChange>> PossibleAsync(List<RowChange[]> rows)
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

    private async Task<CommitResult?> TryCommitAsync(IReadOnlyList<RowChange> changes)
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
