using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Changes groups: replaces the document if unchanged and, in the same batch, what follows from it and from the members.</summary>
internal sealed class GroupUpdate(
    ITable table, GroupCommit commit, MemberPlanner planner, GroupIntents intents, GroupReader reader, TimeProvider time)
{
    private readonly ExtensionRules _rules = new(table);
    private readonly RelationReader _relations = new(table, intents, time);

    /// <summary>Makes a change, whose group nobody else in this process changes meanwhile.</summary>
    /// <exception cref="ScimException">400, 404, 409, 412, 413; 503 where other processes kept changing the group.</exception>
    public async Task<StoredGroup> ChangeAsync(
        TenantGroup group, string id, GroupChange change, ChangeContext context, CancellationToken cancellation)
    {
        var type = context.Catalog.Group;
        var isGuess = true;
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var stored = await reader.GetUnchangedAsync(group, id, change.Condition, cancellation);
            var resource = stored.ToResource();
            var indexBefore = new GroupIndex(id, resource, stored.SharedName, type);
            var created = GroupResource.Created(resource);
            var now = time.GetUtcNow();
            resource = change.Next(resource);
            if (type.Checked.CompareVersions)
            {
                await _rules.VerifyAsync(group, stored.ToResource(), resource, type, cancellation);
            }

            GroupResource.Complete(resource, id, created, now);
            var document = GroupResource.Write(resource);
            var differences = DocumentDifferences.Between(stored.Document.Span, document.Span);
            var wishes = MemberWishes.Of(change.Members, await MatchableAsync(group, stored, change, cancellation), context.Work);
            var index = indexBefore.Next(resource, group.AllowDuplicateGroupNames);
            await index.RequireUnsharedAsync(table, group, indexBefore, cancellation);
            var plan = await planner.PlanAsync(group.Id, id, wishes, isGuess, GroupRows.RoomToUpdate(indexBefore, index), cancellation);
            if (differences.Count == 0 && plan.Edges.Count == 0)
            {
                return stored;
            }

            var entry = GroupEntry.Of(change.Kind, id, context, differences, document, plan, now);
            var (changes, result) = await commit.CommitAsync(
                group.Id, id, plan, wishes, whole => GroupRows.Update(stored, indexBefore, index, document, whole), entry, cancellation);
            switch (result)
            {
                case Committed { ETags: [var version, ..] }:
                    return new StoredGroup(id, UserRows.Written(changes[0], version));
                case Committed:
                    return await reader.GetAsync(group, id, cancellation);
                case Conflicted conflict:
                    var refused = changes[conflict.Index];
                    if (await index.TakenAsync(table, group, refused, cancellation) is { } taken)
                    {
                        throw new ScimException(taken);
                    }

                    await FinishDeletionOfAsync(group, refused);
                    if (!isGuess || conflict.Index == 0)
                    {
                        await RetryDelay.WaitAsync(attempt, time, cancellation);
                    }

                    isGuess &= conflict.Index == 0;
                    break;
            }
        }

        throw GroupReader.Contended(change.Condition);
    }

    // A member group that is gone may still have its edges, which its deletion takes away.
    private Task FinishDeletionOfAsync(TenantGroup group, RowChange refused) =>
        refused is TouchRow && refused.Key.StartsWith(RowKeys.Groups, StringComparison.Ordinal)
            ? intents.FinishAsync(group.Id, refused.Key[RowKeys.Groups.Length..])
            : Task.CompletedTask;

    private async ValueTask<IReadOnlyList<Relation>> MatchableAsync(
        TenantGroup group, StoredGroup stored, GroupChange change, CancellationToken cancellation) =>
        change.Members.Any(operation => operation is MatchMembers)
            ? (await _relations.ReadAsync(
                group,
                stored,
                change.Members.OfType<MatchMembers>().Any(operation => operation.AsksForNames) ? WantedRelations.WithNames : WantedRelations.WithoutNames,
                cancellation)).Relations
            : [];
}
