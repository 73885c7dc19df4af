using System.Text.Json;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Resources;

/// <summary>Reads what an answer holds beside the stored document: the groups of a user, the members of a group.</summary>
public sealed class RelationReader(ITable table)
{
    private const string User = "User", Group = "Group", Direct = "direct", Indirect = "indirect";

    private readonly GroupIntents _intents = new(table);

    /// <summary>The groups of a user, direct and indirect, or the members of a SCIM group, in the order of their keys.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="resource">The user or the SCIM group.</param>
    /// <param name="withDisplay">Whether names are read too, which costs a read for each.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public ValueTask<IReadOnlyList<Relation>> ReadAsync(
        TenantGroup group, StoredResource resource, bool withDisplay, CancellationToken cancellation) =>
        ReadAsync(group, resource, withDisplay, nesting: null, cancellation);

    /// <summary>The same, for several resources of one request.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="resource">The user or the SCIM group.</param>
    /// <param name="withDisplay">Whether names are read too.</param>
    /// <param name="nesting">What reads the nesting for all of them; null where there is but one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal ValueTask<IReadOnlyList<Relation>> ReadAsync(
        TenantGroup group, StoredResource resource, bool withDisplay, NestingReader? nesting, CancellationToken cancellation) => resource switch
        {
            StoredUser { InGroups: true } user => GroupsAsync(
                group.Id, user, withDisplay, nesting ?? new NestingReader(table, group.Id, cancellation), cancellation),
            StoredGroup stored => MembersAsync(group.Id, stored, withDisplay, cancellation),
            _ => new([]),
        };

    private async ValueTask<IReadOnlyList<Relation>> GroupsAsync(
        string partition, StoredUser user, bool withDisplay, NestingReader nesting, CancellationToken cancellation)
    {
        var prefix = RowKeys.MemberOfAny(user.Id);
        nesting.Begin();
        var keys = await table.KeysAsync(partition, prefix, cancellation);
        var graph = await nesting.GraphAsync();
        var direct = keys.ConvertAll(key => key[prefix.Length..]);
        var above = graph.Above(direct);
        above.ExceptWith(direct);
        List<Relation> groups =
        [
            .. direct.Select(id => new Relation(id, Group, Direct, null)),
            .. above.Select(id => new Relation(id, Group, Indirect, null)),
        ];
        return withDisplay ? await NamedAsync(partition, groups, cancellation) : groups;
    }

    private async ValueTask<IReadOnlyList<Relation>> MembersAsync(
        string partition, StoredGroup group, bool withDisplay, CancellationToken cancellation)
    {
        if (group.Pending)
        {
            await _intents.FinishAsync(partition, group.Id);
        }

        var prefix = RowKeys.Members(group.Id);
        var members = (await table.KeysAsync(partition, prefix, cancellation)).ConvertAll(key =>
        {
            var edge = MemberEdge.Of(key, prefix);
            var type = edge.IsGroup ? Group : User;
            return new Relation(edge.Id, type, type, null);
        });
        return withDisplay ? await NamedAsync(partition, members, cancellation) : members;
    }

    private async ValueTask<IReadOnlyList<Relation>> NamedAsync(string partition, List<Relation> relations, CancellationToken cancellation)
    {
        var keys = relations.ConvertAll(relation => relation.TypeName == Group ? RowKeys.Group(relation.Id) : RowKeys.User(relation.Id));
        var names = await table.SelectAsync(partition, keys, NameOf, cancellation);
        return [.. relations.Select((relation, index) => relation with { Display = names[index] })];
    }

    private static string? NameOf(Row? row)
    {
        if (row is null || row.Columns.GetString(ColumnNames.DisplayName) is not null)
        {
            return row?.Columns.GetString(ColumnNames.DisplayName);
        }

        using var json = JsonDocument.Parse(row.Document);
        return json.RootElement.TryGetProperty("displayName"u8, out var name) ? name.GetString() : row.Columns.GetString(ColumnNames.UserName);
    }
}
