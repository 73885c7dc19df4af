using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Changes groups: replaces the document if unchanged and, in the same batch, what follows from it and from the members.</summary>
internal sealed class GroupUpdate(ITable table, Journal journal, GroupIntents intents, GroupReader reader, TimeProvider time)
{
    private readonly MemberPlanner _planner = new(table);
    private readonly ExtensionRules _rules = new(table);
    private readonly RelationReader _relations = new(table);

    /// <summary>Makes a change, whose group nobody else in this process changes meanwhile.</summary>
    /// <exception cref="ScimException">400, 404, 409, 412, 413; 503 where other processes kept changing the group.</exception>
    public async Task<StoredGroup> ChangeAsync(
        TenantGroup group, string id, GroupChange change, ChangeContext context, CancellationToken cancellation)
    {
        var type = context.Catalog.Group;
        var isGuess = true;
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var stored = await reader.GetUnchangedAsync(group, id, change.IfMatch, cancellation);
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
            var wishes = MemberWishes.Of(change.Members, await MatchableAsync(group, stored, change, cancellation));
            var index = indexBefore.Next(resource, group.AllowDuplicateGroupNames);
            var plan = await _planner.PlanAsync(group.Id, id, wishes, isGuess, GroupRows.RoomToUpdate(indexBefore, index), cancellation);
            if (differences.Count == 0 && plan.Edges.Count == 0)
            {
                return stored;
            }

            var changes = GroupRows.Update(stored, indexBefore, index, document, plan);
            var entry = GroupEntry.Of(change.Kind, id, context, differences, document, plan, now);
            switch (await journal.CommitAsync(group.Id, changes, entry, cancellation))
            {
                case Committed { ETags: [var version, ..] } when !plan.IsLarge:
                    return new StoredGroup(id, UserRows.Written(changes[0], version));
                case Committed:
                    await intents.FinishAsync(group.Id, id);
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

        throw GroupReader.Contended(change.IfMatch);
    }

    // A member group that is gone may still have its edges, which its deletion takes away.
    private Task FinishDeletionOfAsync(TenantGroup group, RowChange refused) =>
        refused is TouchRow && refused.Key.StartsWith(RowKeys.Groups, StringComparison.Ordinal)
            ? intents.FinishAsync(group.Id, refused.Key[RowKeys.Groups.Length..])
            : Task.CompletedTask;

    private async ValueTask<IReadOnlyList<Relation>> MatchableAsync(
        TenantGroup group, StoredGroup stored, GroupChange change, CancellationToken cancellation) =>
        change.Members.Any(operation => operation is RemoveMatchingMembers)
            ? await _relations.ReadAsync(group, stored, change.Members.OfType<RemoveMatchingMembers>().Any(operation => operation.AsksForNames), cancellation)
            : [];
}
