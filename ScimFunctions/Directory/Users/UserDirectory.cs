using System.Text.Json.Nodes;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users.Passwords;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>
/// Creates, reads, changes and deletes users. Every change goes with its journal entry in one batch; writers of one user
/// queue up in this process and meet other processes by the version of the user's row.
/// </summary>
/// <remarks>All methods throw <see cref="ScimException"/> for what the client is told, and
/// <see cref="StorageException"/> where the store fails.</remarks>
public sealed class UserDirectory(
    ITable table, Journal journal, RelationReader relations, TimeProvider time, PasswordKeeper? passwords = null, Counts? counts = null)
{
    /// <summary>The largest document that is stored, in bytes.</summary>
    public const int LargestDocument = 256 * 1024;

    internal const string TypeName = "User";

    private static readonly ScimError NoSuchUser = ScimError.NotFound("No user of this group has this id.");

    private readonly ResourceLocks _locks = new();
    private readonly UserCreation _creation = new(table, journal, time);
    private readonly UserLimit _limit = new(counts ?? new Counts(table, time));
    private readonly PasswordKeeper _passwords = passwords ?? PasswordKeeper.Dropping;
    private readonly ExtensionRules _rules = new(table);
    private readonly Owners _owners = new(table);

    /// <summary>Makes a user of canonical content.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="content">A canonical resource without id and meta.</param>
    /// <param name="sentId">What the client sent as <c>id</c>, which counts only under GitLab's attribute mapping.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <exception cref="ScimException">409 <c>uniqueness</c>, naming the attribute and the user that has its value; 413; 403 where
    /// there are as many users as the tenant group may have.</exception>
    public async Task<StoredUser> CreateAsync(
        TenantGroup group, JsonObject content, string? sentId, ChangeContext context, CancellationToken cancellation)
    {
        await _limit.VerifyAsync(group, cancellation);
        return await _creation.CreateAsync(
            group, content, sentId, await _passwords.NextAsync(context.Password, null, context.Work), context, cancellation);
    }

    /// <summary>The user with that id, or null.</summary>
    public async ValueTask<StoredUser?> FindAsync(TenantGroup group, string id, CancellationToken cancellation) =>
        await table.FindAsync(group.Id, RowKeys.User(id), cancellation) is { } row ? new StoredUser(id, row) : null;

    /// <summary>The user with that id.</summary>
    /// <exception cref="ScimException">404.</exception>
    public async ValueTask<StoredUser> GetAsync(TenantGroup group, string id, CancellationToken cancellation) =>
        await FindAsync(group, id, cancellation) ?? throw new ScimException(NoSuchUser);

    /// <summary>Puts canonical content in the place of a user's (RFC 7644 §3.5.1).</summary>
    /// <exception cref="ScimException">404, 409 (a value is taken, or the last owner would not be active), 412, 413; 503 where
    /// other processes kept changing the user.</exception>
    public Task<StoredUser> ReplaceAsync(
        TenantGroup group, string id, JsonObject content, Precondition condition, ChangeContext context, CancellationToken cancellation) =>
        ChangeAsync(group, id, new UserChange(ChangeKind.Replaced, condition, _ => (JsonObject)content.DeepClone()), context, cancellation);

    /// <summary>Changes a user (RFC 7644 §3.5.2). A change that changes nothing leaves version and lastModified alone.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="id">The user's id.</param>
    /// <param name="patch">Gives the canonical content that follows from the current resource, which it may change.</param>
    /// <param name="condition">Which version the client is ready to change.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <exception cref="ScimException">404, 409, 412, 413; 503 where other processes kept changing the user.</exception>
    public Task<StoredUser> PatchAsync(
        TenantGroup group, string id, Func<JsonObject, JsonObject> patch, Precondition condition, ChangeContext context, CancellationToken cancellation) =>
        ChangeAsync(group, id, new UserChange(ChangeKind.Patched, condition, patch), context, cancellation);

    /// <summary>Gives a member a role, which is one of those of the tenant group.</summary>
    /// <exception cref="ScimException">404, 412; 409 where it is the last owner; 503 where other processes kept changing the user.</exception>
    public Task<StoredUser> SetRoleAsync(
        TenantGroup group, string id, string role, Precondition condition, ChangeContext context, CancellationToken cancellation) =>
        ChangeAsync(group, id, new UserChange(ChangeKind.Patched, condition, static resource => resource) { Role = role }, context, cancellation);

    /// <summary>Deletes a user with its identity, membership and index rows, and takes it out of its SCIM groups. Its last
    /// state stays in the journal.</summary>
    /// <exception cref="ScimException">404, 412; 409 where it is the last owner; 503 where other processes kept changing the user.</exception>
    public async Task DeleteAsync(TenantGroup group, string id, Precondition condition, ChangeContext context, CancellationToken cancellation)
    {
        using var held = await _locks.EnterAsync(group.Id, id, cancellation);
        string? own = null;
        var groups = new GroupLeaving(table, journal, time);
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var user = await GetUnchangedAsync(group, id, condition, cancellation, own);
            var index = new UserIndex(id, user.ToResource(), user.Active, context.Catalog.User);

            // Before it leaves any group: the last owner stays in all of them.
            var owners = new List<RowChange>(1);
            await _owners.ChangeAsync(owners, group.Id, id, user.IsOwner, becomesOwner: false, cancellation);
            var room = Journal.MostChangesCounted - UserRows.Delete(user, index).Count - owners.Count - 1;
            var leaving = await groups.BeginAsync(group.Id, user, room, context, cancellation);
            own = leaving.User.Row.ETag;
            if (leaving.Changes is not null)
            {
                var entry = context.EntryOf(ChangeKind.Deleted, TypeName, id, "", user.Document, time.GetUtcNow()) with { Role = user.Role };
                List<RowChange> changes = [.. UserRows.Delete(leaving.User, index), .. leaving.Changes, .. owners];
                var result = await journal.CommitAsync(group.Id, changes, entry, cancellation, key => UserRows.Deleted(id, index.ExternalId, key));
                if (result is Committed)
                {
                    return;
                }

                await groups.SkipGoneAsync(group.Id, changes, result, cancellation);
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        throw new ScimException(Contended(condition));
    }

    internal static void CheckSize(UserDocument document)
    {
        if (document.Json.Length > LargestDocument)
        {
            throw new ScimException(ScimError.TooLarge(
                $"The user would be larger than {LargestDocument / 1024} KiB, which is the most that is kept. Map fewer or shorter values."));
        }
    }

    private static ScimError Contended(Precondition condition) => !condition.IsNone
        ? ScimError.PreconditionFailed
        : ScimError.Unavailable("The user is being changed by others at the same time. Repeat the request.", retryAfterSeconds: 1);

    private async Task<StoredUser> ChangeAsync(
        TenantGroup group, string id, UserChange change, ChangeContext context, CancellationToken cancellation)
    {
        var type = context.Catalog.User;
        using var held = await _locks.EnterAsync(group.Id, id, cancellation);
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            var user = await GetUnchangedAsync(group, id, change.Condition, cancellation);
            var resource = user.ToResource();
            var created = UserResource.Created(resource);
            var now = time.GetUtcNow();
            resource = change.Next(resource);
            if (type.Checked.CompareVersions)
            {
                await _rules.VerifyAsync(group, user.ToResource(), resource, type, cancellation);
            }

            UserResource.Complete(resource, id, user.Active, created, now);
            var document = UserDocument.Write(resource);
            var differences = DocumentDifferences.Between(user.Document.Span, document.Json.Span);
            var password = await _passwords.NextAsync(context.Password, user.PasswordHash, context.Work);
            if (password != user.PasswordHash)
            {
                differences.Add("password");
            }

            var role = change.Role ?? user.Role;
            if (role != user.Role)
            {
                differences.Add("role");
            }

            if (differences.Count == 0)
            {
                return user;
            }

            if (group.AllowedEmailDomains is not null && differences.Contains("emails"))
            {
                EmailDomains.Verify(group, resource);
            }

            CheckSize(document);
            var (indexBefore, index) = UserIndex.Around(user, resource, UserResource.IsActive(resource), differences, type);
            var changes = UserRows.Update(user, indexBefore, index, document, role, password, now);
            await _owners.ChangeAsync(changes, group.Id, id, user.IsOwner, Owners.Include(role, index.Active), cancellation);
            var entry = context.EntryOf(change.Kind, TypeName, id, string.Join(' ', differences), document.Json, now);
            switch (await journal.CommitAsync(group.Id, changes, entry, cancellation))
            {
                case Committed { ETags: [var version, ..] }:
                    return new StoredUser(id, UserRows.Written(changes[0], version));
                case Committed:
                    return await GetAsync(group, id, cancellation);
                case Conflicted { Reason: ConflictReason.Exists } taken
                    when await _creation.OwnerAsync(group, changes[taken.Index], context, cancellation) is { } owner
                        && owner != id && index.UniqueAttributeOf(changes[taken.Index].Key) is { } attribute:
                    throw new ScimException(UserCreation.Taken(attribute, owner));
                default:
                    await RetryDelay.WaitAsync(attempt, time, cancellation);
                    break;
            }
        }

        throw new ScimException(Contended(change.Condition));
    }

    /// <param name="group">The tenant group.</param>
    /// <param name="id">The user's id.</param>
    /// <param name="condition">Which version the client is ready to change.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="own">A version that this request itself has made of the one that the client named.</param>
    private async ValueTask<StoredUser> GetUnchangedAsync(
        TenantGroup group, string id, Precondition condition, CancellationToken cancellation, string? own = null)
    {
        var user = await GetAsync(group, id, cancellation);
        if (condition.IsNone || user.Row.ETag == own)
        {
            return user;
        }

        condition.Verify((await relations.VersionedAsync(group, user, cancellation)).Version);
        return user;
    }
}
