using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>
/// Makes users: one batch of inserts, whose conflicts are the check for uniqueness. A client's own id goes with a row
/// that says whose it is, so that it is never given to another resource.
/// </summary>
internal sealed class UserCreation(ITable table, Journal journal, TimeProvider time)
{
    private readonly UniqueOwners _owners = new(table);
    private readonly ExtensionRules _rules = new(table);
    private readonly Owners _listed = new(table);

    public async Task<StoredUser> CreateAsync(
        TenantGroup group, JsonObject content, string? sentId, string? password, ChangeContext context, CancellationToken cancellation)
    {
        var externalId = (content["externalId"] as JsonValue)?.GetValue<string>();
        var chosen = sentId is not null && sentId == externalId && ResourceId.MayBeChosen(sentId);
        var id = chosen ? sentId! : ResourceId.New();
        var taken = chosen ? new InsertRow(RowKeys.TakenId(id), UserRows.TakenId(externalId), default) : (RowChange?)null;
        var changed = string.Join(' ', content.Select(attribute => attribute.Key)) + (password is null ? "" : " password");
        EmailDomains.Verify(group, content);
        await _rules.VerifyAsync(group, before: null, content, context.Catalog.User, cancellation);
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var now = time.GetUtcNow();
            UserResource.Complete(content, id, active: true, created: null, now);
            var index = new UserIndex(id, content, UserResource.IsActive(content), context.Catalog.User);
            var document = UserDocument.Write(content);
            UserDirectory.CheckSize(document);
            var changes = UserRows.Create(id, index, document, group.DefaultRole, password, now);
            await _listed.ChangeAsync(changes, group.Id, id, isOwner: false, Owners.Include(group.DefaultRole, index.Active), cancellation);
            if (taken is not null)
            {
                changes.Add(taken);
            }

            var entry = context.EntryOf(ChangeKind.Created, UserDirectory.TypeName, id, changed, document.Json, now);
            switch (await journal.CommitAsync(group.Id, changes, entry, cancellation))
            {
                case Committed { ETags: [var version, ..] }:
                    return new StoredUser(id, UserRows.Written(changes[0], version));
                case Committed:
                    return await table.FindAsync(group.Id, RowKeys.User(id), cancellation) is { } row
                        ? new StoredUser(id, row)
                        : throw new StorageException("A user was made and is gone again.", outcomeUnknown: false);
                case Conflicted conflict:
                    var owner = await OwnerOfTakenAsync(group, index, changes[conflict.Index], context, cancellation);
                    if (owner is not null)
                    {
                        throw new ScimException(owner);
                    }

                    if (chosen && IsOfId(changes[conflict.Index], id))
                    {
                        (id, taken) = await AnotherIdAsync(group, id, externalId!, cancellation);
                        chosen = taken is not null;
                    }

                    break;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        throw new ScimException(ScimError.Unavailable(
            "A user with the same userName or externalId is being made or deleted at the same time. Repeat the request.", retryAfterSeconds: 1));
    }

    /// <summary>The error that says who has a value.</summary>
    public static ScimError Taken(string attribute, string owner) => ScimError.Uniqueness(
        $"{attribute} must be unique in this group, and the user with id {owner} has this value. Update that user, or map another source attribute to {attribute}.")
        with
    { LogDetail = $"{attribute} must be unique in this group, and another user has this value." };

    /// <summary>The id of the user whose index row stands where a change wanted to insert one, or null if it is gone.</summary>
    public async ValueTask<string?> OwnerAsync(TenantGroup group, RowChange change, ChangeContext context, CancellationToken cancellation) =>
        UniqueValues.IsKey(change.Key)
            ? await _owners.FindAsync(group, change.Key, context.Catalog.User, cancellation)
            : (await table.FindAsync(group.Id, change.Key, cancellation))?.Columns.GetString(ColumnNames.UserId);

    private static bool IsOfId(RowChange change, string id) =>
        change.Key == RowKeys.User(id) || change.Key == RowKeys.TakenId(id);

    private async Task<ScimError?> OwnerOfTakenAsync(
        TenantGroup group, UserIndex index, RowChange change, ChangeContext context, CancellationToken cancellation)
    {
        if (index.UniqueAttributeOf(change.Key) is { } attribute and not "id")
        {
            var owner = await OwnerAsync(group, change, context, cancellation);
            return owner is null ? null : Taken(attribute, owner);
        }

        // The id is taken, or was. Whoever has the externalId is the user that the client means.
        return index.IdentityKey is not null
            && await table.FindAsync(group.Id, index.IdentityKey, cancellation) is { } identity
            ? Taken("externalId", identity.Columns.GetString(ColumnNames.UserId)!)
            : null;
    }

    /// <summary>
    /// The same id again, if it was this extern_uid's before and its user is gone; else one of our own.
    /// </summary>
    private async Task<(string Id, RowChange? Taken)> AnotherIdAsync(
        TenantGroup group, string id, string externUid, CancellationToken cancellation)
    {
        var row = await table.FindAsync(group.Id, RowKeys.TakenId(id), cancellation);
        var free = row?.Columns.GetString(ColumnNames.ExternUid) == externUid
            && await table.FindAsync(group.Id, RowKeys.User(id), cancellation) is null;
        return free
            ? (id, new ReplaceRow(row!.Key, row.ETag, UserRows.TakenId(externUid), default))
            : (ResourceId.New(), null);
    }
}
