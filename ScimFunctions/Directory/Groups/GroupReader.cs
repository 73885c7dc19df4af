using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Reads groups for those who answer or change them.</summary>
internal sealed class GroupReader(ITable table, GroupIntents intents)
{
    private static readonly ScimError NoSuchGroup = ScimError.NotFound("No group has this id.");

    /// <summary>What a change ends with that met others' changes again and again.</summary>
    public static ScimException Contended(Precondition condition) => new(!condition.IsNone
        ? ScimError.PreconditionFailed
        : ScimError.Unavailable("The group is being changed by others at the same time. Repeat the request.", retryAfterSeconds: 1));

    /// <summary>The group with that id, without its members; null where there is none.</summary>
    public async ValueTask<StoredGroup?> FindAsync(TenantGroup group, string id, CancellationToken cancellation) =>
        await table.FindAsync(group.Id, RowKeys.Group(id), cancellation) is { } row ? new StoredGroup(id, row) : null;

    /// <summary>The group with that id, without its members.</summary>
    /// <exception cref="ScimException">404.</exception>
    public async ValueTask<StoredGroup> GetAsync(TenantGroup group, string id, CancellationToken cancellation) =>
        await FindAsync(group, id, cancellation) ?? throw new ScimException(NoSuchGroup);

    /// <summary>The group with that id as the client knows it, for a change of it. What was committed before is finished first.</summary>
    /// <exception cref="ScimException">404, 412.</exception>
    public async ValueTask<StoredGroup> GetUnchangedAsync(TenantGroup group, string id, Precondition condition, CancellationToken cancellation)
    {
        var stored = await GetAsync(group, id, cancellation);
        condition.Verify(stored.Version);
        await intents.FinishAsync(group.Id, stored);
        return stored;
    }
}
