using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Restoring;

/// <summary>Makes deleted users again from their last state, which the journal keeps.</summary>
/// <param name="table">The store.</param>
/// <param name="journal">What commits changes.</param>
/// <param name="time">The clock.</param>
/// <param name="counts">What counts users; a count of its own where null.</param>
public sealed class UserRestoration(ITable table, Journal journal, TimeProvider time, Counts? counts = null)
{
    private readonly UserCreation _creation = new(table, journal, time);
    private readonly Owners _owners = new(table);
    private readonly UserLimit _limit = new(counts ?? new Counts(table, time));
    private readonly LayoutMigration _migration = new(table, new JournalReader(table, time), time);

    /// <summary>Restores a user: <see cref="Restored"/>, <see cref="NotDeleted"/>, <see cref="NoLongerInJournal"/> or
    /// <see cref="ValueTaken"/>. A password is not kept in the journal and does not come back.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="id">The id that the user had.</param>
    /// <param name="context">On whose behalf, and by which schemas.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    /// <exception cref="ScimException">403: the group has as many users as it may; 503 where others kept changing the same
    /// values.</exception>
    public async Task<RestoreOutcome> RestoreAsync(TenantGroup group, string id, ChangeContext context, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var taken = await table.FindAsync(group.Id, RowKeys.TakenId(id), cancellation);
            var isThere = await table.FindAsync(group.Id, RowKeys.User(id), cancellation) is not null;
            if (taken is null || isThere || await table.FindAsync(group.Id, RowKeys.Group(id), cancellation) is not null)
            {
                return new NotDeleted(isThere);
            }

            if (taken.Columns.GetString(ColumnNames.Entry) is not { } key)
            {
                if (attempt > 0)
                {
                    return new NoLongerInJournal();
                }

                // An earlier version deleted it: the journal is read for what this one would have noted.
                await _migration.RunAsync(group.Id, cancellation);
                continue;
            }

            if (await table.FindAsync(group.Id, key, cancellation) is not { Document.IsEmpty: false } row || !IsDeletionOf(row, id, out var deletion))
            {
                return new NoLongerInJournal();
            }

            await _limit.VerifyAsync(group, cancellation);
            if (await TryAsync(group, taken, deletion, context, cancellation) is { } outcome)
            {
                return outcome;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        throw new ScimException(ScimError.Unavailable(
            "A user with the same userName or externalId is being made or deleted at the same time. Repeat the request.", retryAfterSeconds: 1));
    }

    private static bool IsDeletionOf(Row row, string id, out JournalEntry deletion)
    {
        deletion = JournalEntry.Of(row)!;
        return deletion is { Kind: ChangeKind.Deleted, ResourceType: UserDirectory.TypeName } && deletion.ResourceId == id;
    }

    /// <summary>Makes the user in one batch, which replaces the row that keeps its id: two who restore it at once make it
    /// once. Null where the batch met something that has gone again.</summary>
    private async Task<RestoreOutcome?> TryAsync(
        TenantGroup group, Row taken, JournalEntry deletion, ChangeContext context, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var resource = Read(deletion);
        UserResource.Complete(resource, deletion.ResourceId, UserResource.IsActive(resource), UserResource.Created(resource), now);
        var index = new UserIndex(deletion.ResourceId, resource, UserResource.IsActive(resource), context.Catalog.User);
        var document = UserDocument.Write(resource);
        var role = deletion.Role ?? group.DefaultRole;
        List<RowChange> changes =
        [
            .. UserRows.Create(deletion.ResourceId, index, document, role, password: null, now),
            new ReplaceRow(taken.Key, taken.ETag, UserRows.TakenId(index.ExternalId), default),
        ];
        await _owners.ChangeAsync(changes, group.Id, deletion.ResourceId, isOwner: false, Owners.Include(role, index.Active), cancellation);
        var entry = context.EntryOf(
            ChangeKind.Restored, UserDirectory.TypeName, deletion.ResourceId, string.Join(' ', resource.Select(attribute => attribute.Key)), document.Json, now);
        switch (await journal.CommitAsync(group.Id, changes, entry, cancellation))
        {
            case Committed { ETags: [var version, ..] }:
                return new Restored(new StoredUser(deletion.ResourceId, UserRows.Written(changes[0], version)));
            case Committed:
                return await table.FindAsync(group.Id, RowKeys.User(deletion.ResourceId), cancellation) is { } row
                    ? new Restored(new StoredUser(deletion.ResourceId, row))
                    : throw new StorageException("A user was restored and is gone again.", outcomeUnknown: false);
            case Conflicted conflict when index.UniqueAttributeOf(changes[conflict.Index].Key) is { } attribute and not "id"
                && await _creation.OwnerAsync(group, changes[conflict.Index], context, cancellation) is { } owner:
                return new ValueTaken(UserCreation.Taken(attribute, owner));
            default:
                return null;
        }
    }

    private static JsonObject Read(JournalEntry deletion)
    {
        var resource = JsonSerializer.Deserialize(deletion.State.Span, DirectoryJson.Default.JsonObject)
            ?? throw new InvalidDataException("A user's last state is not an object.");

        // It is made anew whenever the document is written.
        (resource[SchemaUris.EnterpriseUser]?["manager"] as JsonObject)?.Remove("$ref");
        return resource;
    }
}
