using System.Runtime.CompilerServices;
using System.Text.Json;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Resources;

/// <summary>Reads what an answer holds beside the stored document: the groups of a user, the members of a group.</summary>
public sealed class RelationReader(ITable table, GroupIntents intents, TimeProvider time)
{
    private const string Group = "Group", Direct = "direct", Indirect = "indirect";

    private const int MostAttempts = 6;

    private static readonly ScimError NoSuchGroup = ScimError.NotFound("No group has this id.");

    private readonly Memberships _memberships = new(table, intents);

    /// <summary>The resource with its version, and the groups of a user, direct and indirect, or the members of a SCIM group, in
    /// the order of their keys.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="resource">The user or the SCIM group.</param>
    /// <param name="wanted">What is read; names cost a read for each.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public ValueTask<FoundResource> ReadAsync(
        TenantGroup group, StoredResource resource, WantedRelations wanted, CancellationToken cancellation) =>
        ReadAsync(group, resource, wanted, nesting: null, budget: null, cancellation);

    /// <summary>
    /// The members that one version of a group has. More than a page of them are read while others change the group, so its
    /// row is read again at the end, and both anew where it is another (ADR 21).
    /// </summary>
    /// <exception cref="ScimException">404 where the group is gone meanwhile; 503 where it was changed each time it was read.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public Task<GroupMembers> MembersAsync(TenantGroup group, StoredGroup stored, CancellationToken cancellation) =>
        MembersAsync(group.Id, stored, budget: null, cancellation);

    /// <summary>The same members or groups with their names, each of which costs a read.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<IReadOnlyList<Relation>> NamedAsync(TenantGroup group, IReadOnlyList<Relation> relations, CancellationToken cancellation)
    {
        var keys = relations.Select(relation => relation.TypeName == Group ? RowKeys.Group(relation.Id) : RowKeys.User(relation.Id)).ToArray();
        var names = await table.SelectAsync(group.Id, keys, NameOf, cancellation);
        return [.. relations.Select((relation, index) => relation with { Display = names[index] })];
    }

    /// <summary>The resource with the version that an answer tells: that of a user's row and of what its <c>groups</c> follow
    /// from beside it. Reads nothing for a user in no group.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<StoredResource> VersionedAsync(TenantGroup group, StoredResource resource, CancellationToken cancellation) =>
        HasMore(group.Id, resource) ? (await ReadAsync(group, resource, WantedRelations.None, cancellation)).Resource : resource;

    /// <summary>Whether an answer with the resource takes more than its row even where it is without its relations.</summary>
    internal bool HasMore(string partition, StoredResource resource) => resource is StoredUser user && (user.InGroups || intents.MayBePending(partition));

    /// <summary>The same, for several resources of one request.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="resource">The user or the SCIM group.</param>
    /// <param name="wanted">What is read.</param>
    /// <param name="nesting">What reads the nesting for all of them; null where there is but one.</param>
    /// <param name="budget">How many members all of them may have; null for any number.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal ValueTask<FoundResource> ReadAsync(
        TenantGroup group, StoredResource resource, WantedRelations wanted, NestingReader? nesting, RelationBudget? budget, CancellationToken cancellation) => resource switch
        {
            StoredUser user when HasMore(group.Id, user) => GroupsAsync(
                group, user, wanted, nesting ?? new NestingReader(table, group.Id, cancellation), budget, cancellation),
            StoredGroup stored when wanted != WantedRelations.None => MembersAsync(group, stored, wanted, budget, cancellation),
            _ => new(new FoundResource(resource, [])),
        };

    /// <summary>The members of a group without names, page by page.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<Relation>> MemberPagesAsync(
        string partition, StoredGroup group, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var page in _memberships.OfGroupAsync(partition, group.Id, group.Intent, cancellation))
        {
            yield return [.. page.Select(member => Relation.OfMember(member.IsGroup, member.Id))];
        }
    }

    /// <summary>A user with the groups that it is in, direct and indirect, and the version that follows from them.</summary>
    /// <param name="user">The user.</param>
    /// <param name="direct">The groups that it is in directly, in order.</param>
    /// <param name="nestings">Which groups are in which.</param>
    /// <param name="changes">What is the same as long as the changes of many members that name the user are.</param>
    internal static FoundResource WithGroups(StoredUser user, IReadOnlyList<string> direct, NestingGraph nestings, string changes = "")
    {
        var found = user.InGroups || changes.Length > 0 ? user with { Surroundings = nestings.ContentVersion + changes } : user;
        if (direct.Count == 0)
        {
            return new FoundResource(found, []);
        }

        var above = nestings.Above(direct);
        above.ExceptWith(direct);
        return new FoundResource(found,
        [
            .. direct.Select(id => new Relation(id, Group, Direct, null)),
            .. above.Select(id => new Relation(id, Group, Indirect, null)),
        ]);
    }

    /// <summary>The name of a user or a SCIM group, as <c>display</c> tells it; null where it is gone.</summary>
    internal static string? NameOf(Row? row)
    {
        if (row is null || row.Columns.GetString(ColumnNames.DisplayName) is not null)
        {
            return row?.Columns.GetString(ColumnNames.DisplayName);
        }

        using var json = JsonDocument.Parse(row.Document);
        return json.RootElement.TryGetProperty("displayName"u8, out var name) ? name.GetString() : row.Columns.GetString(ColumnNames.UserName);
    }

    private async ValueTask<FoundResource> GroupsAsync(
        TenantGroup group, StoredUser user, WantedRelations wanted, NestingReader nesting, RelationBudget? budget, CancellationToken cancellation)
    {
        var (direct, _, changes) = await _memberships.OfUserAsync(group.Id, user.Id, nesting, wanted == WantedRelations.None, cancellation);
        var found = WithGroups(user, direct, await nesting.GraphAsync(), changes);
        budget?.Take(found.Relations.Count);
        return wanted == WantedRelations.WithNames && direct.Count > 0
            ? found with { Relations = await NamedAsync(group, found.Relations, cancellation) }
            : found;
    }

    private async ValueTask<FoundResource> MembersAsync(
        TenantGroup group, StoredGroup stored, WantedRelations wanted, RelationBudget? budget, CancellationToken cancellation)
    {
        var (found, ids) = await MembersAsync(group.Id, stored, budget, cancellation);
        return new FoundResource(found, wanted == WantedRelations.WithNames ? await NamedAsync(group, ids, cancellation) : ids);
    }

    private async Task<GroupMembers> MembersAsync(string partition, StoredGroup stored, RelationBudget? budget, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var members = new MemberIds();
            var reads = 0;
            await foreach (var page in _memberships.OfGroupAsync(partition, stored.Id, stored.Intent, cancellation))
            {
                members.Add(page);
                budget?.Take(page.Count);
                reads++;
            }

            if (reads == 1)
            {
                return new GroupMembers(stored, members);
            }

            var now = await table.FindAsync(partition, stored.Row.Key, cancellation) ?? throw new ScimException(NoSuchGroup);
            if (now.ETag.Equals(stored.Row.ETag, StringComparison.Ordinal))
            {
                return new GroupMembers(stored, members);
            }

            budget?.Take(-members.Count);
            stored = new StoredGroup(stored.Id, now);
            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        throw new ScimException(ScimError.Unavailable(
            "The group is being changed by others each time its members are read. Repeat the request, or send excludedAttributes=members.", retryAfterSeconds: 5));
    }
}
