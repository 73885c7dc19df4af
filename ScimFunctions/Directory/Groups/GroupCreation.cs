using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Makes groups: one batch of inserts, whose conflicts are the check for uniqueness and for the members.</summary>
internal sealed class GroupCreation(ITable table, GroupCommit commit, MemberPlanner planner, TimeProvider time)
{
    private readonly ExtensionRules _rules = new(table);

    public async Task<StoredGroup> CreateAsync(
        TenantGroup group, JsonObject content, MemberList members, ChangeContext context, CancellationToken cancellation)
    {
        var id = ResourceId.New();
        var resource = (JsonObject)content.DeepClone();
        resource.Remove(GroupResource.Members);
        var changed = resource.Select(attribute => attribute.Key).ToList();
        var wishes = MemberWishes.OfNew(members);
        await _rules.VerifyAsync(group, before: null, resource, context.Catalog.Group, cancellation);
        var isGuess = true;
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var now = time.GetUtcNow();
            GroupResource.Complete(resource, id, created: null, now);
            var index = new GroupIndex(id, resource, group.AllowDuplicateGroupNames, context.Catalog.Group);
            await index.RequireUnsharedAsync(table, group, before: null, cancellation);
            var document = GroupResource.Write(resource);
            var room = GroupRows.RoomToCreate(index);
            var plan = await planner.PlanAsync(group.Id, id, wishes, isGuess, room, cancellation);
            var entry = GroupEntry.Of(ChangeKind.Created, id, context, changed, document, plan, now);
            var (changes, result) = await commit.CommitAsync(
                group.Id, id, plan, wishes, whole => GroupRows.Create(id, index, document, whole), entry, cancellation);
            switch (result)
            {
                case Committed { ETags: [var version, ..] }:
                    return new StoredGroup(id, UserRows.Written(changes[0], version));
                case Committed:
                    return await table.FindAsync(group.Id, RowKeys.Group(id), cancellation) is { } row
                        ? new StoredGroup(id, row)
                        : throw new StorageException("A group was made and is gone again.", outcomeUnknown: false);
                case Conflicted conflict:
                    if (await index.TakenAsync(table, group, changes[conflict.Index], cancellation) is { } taken)
                    {
                        throw new ScimException(taken);
                    }

                    break;
            }

            if (!isGuess)
            {
                await RetryDelay.WaitAsync(attempt, time, cancellation);
            }

            isGuess = false;
        }

        throw new ScimException(ScimError.Unavailable(
            "The group or its members are being changed by others at the same time. Repeat the request.", retryAfterSeconds: 1));
    }
}
