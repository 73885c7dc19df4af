using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Creates, reads, changes and deletes SCIM groups with their members.</summary>
/// <remarks>All methods throw <see cref="ScimException"/> for what the client is told, and
/// <see cref="StorageException"/> where the store fails.</remarks>
public sealed class GroupDirectory
{
    private readonly TimeProvider _time;
    private readonly ResourceLocks _locks = new();
    private readonly GroupReader _reader;
    private readonly GroupCreation _creation;
    private readonly GroupUpdate _update;
    private readonly GroupDeletion _deletion;

    /// <param name="table">The store.</param>
    /// <param name="journal">What commits changes.</param>
    /// <param name="intents">What makes changes of many members.</param>
    /// <param name="time">The clock.</param>
    public GroupDirectory(ITable table, Journal journal, GroupIntents intents, TimeProvider time)
    {
        var planner = new MemberPlanner(table);
        var commit = new GroupCommit(journal, intents, planner);
        _time = time;
        _reader = new(table, intents);
        _creation = new(table, commit, planner, time);
        _update = new(table, commit, planner, intents, _reader, time);
        _deletion = new(table, journal, intents, time);
    }

    /// <summary>Makes a group with its members.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="content">A canonical resource without id and meta, whose <c>members</c> do not count.</param>
    /// <param name="members">The members.</param>
    /// <param name="context">On whose behalf, and by which schemas.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <exception cref="ScimException">400 for a member that there is not, 409 <c>uniqueness</c>, 413.</exception>
    public Task<StoredGroup> CreateAsync(
        TenantGroup group, JsonObject content, MemberList members, ChangeContext context, CancellationToken cancellation) =>
        _creation.CreateAsync(group, content, members, context, cancellation);

    /// <summary>The group with that id, without its members; null where there is none.</summary>
    public ValueTask<StoredGroup?> FindAsync(TenantGroup group, string id, CancellationToken cancellation) =>
        _reader.FindAsync(group, id, cancellation);

    /// <summary>The group with that id, without its members.</summary>
    /// <exception cref="ScimException">404.</exception>
    public ValueTask<StoredGroup> GetAsync(TenantGroup group, string id, CancellationToken cancellation) =>
        _reader.GetAsync(group, id, cancellation);

    /// <summary>Puts canonical content and these members in the place of a group's (RFC 7644 §3.5.1).</summary>
    /// <exception cref="ScimException">400, 404, 409, 412, 413; 503 where other processes kept changing the group.</exception>
    public Task<StoredGroup> ReplaceAsync(
        TenantGroup group, string id, JsonObject content, MemberList members, Precondition condition, ChangeContext context, CancellationToken cancellation)
    {
        return ChangeAsync(group, id, new GroupChange(ChangeKind.Replaced, condition, Next, [new ReplaceMembers(members)]), context, cancellation);

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
        TenantGroup group, string id, PatchRequest patch, Precondition condition, ChangeContext context, CancellationToken cancellation)
    {
        var parts = MemberPatch.Of(patch, context.Catalog.Group);
        return ChangeAsync(group, id, new GroupChange(ChangeKind.Patched, condition, Next, parts.Operations), context, cancellation);

        JsonObject Next(JsonObject resource)
        {
            Patcher.Apply(resource, parts.Rest, context.Catalog.Group, context.Work);
            return resource;
        }
    }

    /// <summary>Deletes a group; its members stay.</summary>
    /// <exception cref="ScimException">404, 412; 503 where other processes kept changing the group.</exception>
    public async Task DeleteAsync(TenantGroup group, string id, Precondition condition, ChangeContext context, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(group.Id, id, cancellation);
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            if (await _deletion.TryAsync(group, await _reader.GetUnchangedAsync(group, id, condition, cancellation), context, cancellation))
            {
                return;
            }

            await RetryDelay.WaitAsync(attempt, _time, cancellation);
        }

        throw GroupReader.Contended(condition);
    }

    private async Task<StoredGroup> ChangeAsync(
        TenantGroup group, string id, GroupChange change, ChangeContext context, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(group.Id, id, cancellation);
        return await _update.ChangeAsync(group, id, change, context, cancellation);
    }
}
