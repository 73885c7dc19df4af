using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Creates, reads, changes and deletes SCIM groups with their members.</summary>
/// <remarks>All methods throw <see cref="ScimException"/> for what the client is told, and
/// <see cref="StorageException"/> where the store fails.</remarks>
public sealed class GroupDirectory(ITable table, Journal journal, TimeProvider time)
{
    private static readonly ScimError NoSuchGroup = ScimError.NotFound("No group has this id.");

    private readonly ResourceLocks _locks = new();
    private readonly GroupIntents _intents = new(table);
    private readonly MemberPlanner _planner = new(table);
    private readonly ExtensionRules _rules = new(table);
    private readonly RelationReader _relations = new(table);

    /// <summary>
    /// Finishes the committed changes of members that processes left behind when they ended, once in this process: until
    /// then users and filters show them in part. To be awaited before anything of the tenant group is read.
    /// </summary>
    /// <param name="group">The tenant group.</param>
    public Task FinishLeftoversAsync(TenantGroup group) => _intents.FinishLeftoversAsync(group.Id);

    /// <summary>Makes a group with its members.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="content">A canonical resource without id and meta, with <c>members</c>.</param>
    /// <param name="context">On whose behalf, and by which schemas.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <exception cref="ScimException">400 for a member that there is not, 409 <c>uniqueness</c>, 413.</exception>
    public async Task<StoredGroup> CreateAsync(TenantGroup group, JsonObject content, ChangeContext context, CancellationToken cancellation)
    {
        await _intents.FinishLeftoversAsync(group.Id);
        return await new GroupCreation(table, journal, _intents, time).CreateAsync(group, content, context, cancellation);
    }

    /// <summary>The group with that id, without its members; null where there is none. A change of its members that was
    /// committed and not made in full is finished first.</summary>
    public async ValueTask<StoredGroup?> FindAsync(TenantGroup group, string id, CancellationToken cancellation)
    {
        while (await table.FindAsync(group.Id, RowKeys.Group(id), cancellation) is { } row)
        {
            var stored = new StoredGroup(id, row);
            if (!stored.Pending)
            {
                return stored;
            }

            await _intents.FinishAsync(group.Id, id);
        }

        return null;
    }

    /// <summary>The group with that id, without its members.</summary>
    /// <exception cref="ScimException">404.</exception>
    public async ValueTask<StoredGroup> GetAsync(TenantGroup group, string id, CancellationToken cancellation) =>
        await FindAsync(group, id, cancellation) ?? throw new ScimException(NoSuchGroup);

    /// <summary>Puts canonical content, members included, in the place of a group's (RFC 7644 §3.5.1).</summary>
    /// <exception cref="ScimException">400, 404, 409, 412, 413; 503 where other processes kept changing the group.</exception>
    public Task<StoredGroup> ReplaceAsync(
        TenantGroup group, string id, JsonObject content, string? ifMatch, ChangeContext context, CancellationToken cancellation)
    {
        var members = content[GroupResource.Members] as JsonArray ?? [];
        return ChangeAsync(group, id, new GroupChange(ChangeKind.Replaced, ifMatch, Next, [new ClearMembers(), new AddMembers(members)]), context, cancellation);

        JsonObject Next(JsonObject before)
        {
            var next = new JsonObject();
            foreach (var (name, value) in content)
            {
                if (name != GroupResource.Members)
                {
                    next.Add(name, value?.DeepClone());
                }
            }

            return next;
        }
    }

    /// <summary>Changes a group (RFC 7644 §3.5.2), all operations or none. One that changes nothing leaves version and
    /// lastModified alone.</summary>
    /// <exception cref="ScimException">400, 404, 409, 412, 413; 503 where other processes kept changing the group.</exception>
    public Task<StoredGroup> PatchAsync(
        TenantGroup group, string id, PatchRequest patch, string? ifMatch, ChangeContext context, CancellationToken cancellation)
    {
        var parts = MemberPatch.Of(patch, context.Catalog.Group);
        return ChangeAsync(group, id, new GroupChange(ChangeKind.Patched, ifMatch, Next, parts.Operations), context, cancellation);

        JsonObject Next(JsonObject resource)
        {
            Patcher.Apply(resource, parts.Rest, context.Catalog.Group);
            return resource;
        }
    }

    /// <summary>Deletes a group; its members stay.</summary>
    /// <exception cref="ScimException">404, 412; 503 where other processes kept changing the group.</exception>
    public async Task DeleteAsync(TenantGroup group, string id, string? ifMatch, ChangeContext context, CancellationToken cancellation)
    {
        await _intents.FinishLeftoversAsync(group.Id);
        using var held = await _locks.EnterAsync(group.Id, id, cancellation);
        var deletion = new GroupDeletion(table, journal, _intents, time);
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            if (await deletion.TryAsync(group, await GetUnchangedAsync(group, id, ifMatch, cancellation), context, cancellation))
            {
                return;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        throw Contended(ifMatch);
    }

    private static ScimException Contended(string? ifMatch) => new(ifMatch is not null
        ? ScimError.PreconditionFailed
        : ScimError.Unavailable("The group is being changed by others at the same time. Repeat the request.", retryAfterSeconds: 1));

    private async Task<StoredGroup> ChangeAsync(
        TenantGroup group, string id, GroupChange change, ChangeContext context, CancellationToken cancellation)
    {
        await _intents.FinishLeftoversAsync(group.Id);
        using var held = await _locks.EnterAsync(group.Id, id, cancellation);
        var type = context.Catalog.Group;
        var isGuess = true;
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var stored = await GetUnchangedAsync(group, id, change.IfMatch, cancellation);
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
            var plan = await _planner.PlanAsync(group.Id, id, wishes, isGuess, cancellation);
            if (differences.Count == 0 && plan.Edges.Count == 0)
            {
                return stored;
            }

            var index = indexBefore.Next(resource, group.AllowDuplicateGroupNames);
            var changes = GroupRows.Update(stored, indexBefore, index, document, plan);
            var entry = GroupEntry.Of(change.Kind, id, context, differences, document, plan, now);
            switch (await journal.CommitAsync(group.Id, changes, entry, cancellation))
            {
                case Committed { ETags: [var version, ..] } when !plan.IsLarge:
                    return new StoredGroup(id, UserRows.Written(changes[0], version));
                case Committed:
                    await _intents.FinishAsync(group.Id, id);
                    return await GetAsync(group, id, cancellation);
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

        throw Contended(change.IfMatch);
    }

    // A member group that is gone may still have its edges, which its deletion takes away.
    private Task FinishDeletionOfAsync(TenantGroup group, RowChange refused) =>
        refused is TouchRow && refused.Key.StartsWith(RowKeys.Groups, StringComparison.Ordinal)
            ? _intents.FinishAsync(group.Id, refused.Key[RowKeys.Groups.Length..])
            : Task.CompletedTask;

    private async ValueTask<IReadOnlyList<Relation>> MatchableAsync(
        TenantGroup group, StoredGroup stored, GroupChange change, CancellationToken cancellation) =>
        change.Members.Any(operation => operation is RemoveMatchingMembers)
            ? await _relations.ReadAsync(group, stored, change.Members.OfType<RemoveMatchingMembers>().Any(operation => operation.AsksForNames), cancellation)
            : [];

    private async ValueTask<StoredGroup> GetUnchangedAsync(TenantGroup group, string id, string? ifMatch, CancellationToken cancellation)
    {
        var stored = await GetAsync(group, id, cancellation);
        return ifMatch is null || EntityTag.Names(ifMatch, stored.Version)
            ? stored
            : throw new ScimException(ScimError.PreconditionFailed);
    }
}
