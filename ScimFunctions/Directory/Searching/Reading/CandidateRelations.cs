using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;

namespace ScimFunctions.Directory.Searching.Reading;

/// <summary>
/// Reads the relations of resources that a filter or an order asks about, in the order of their ids: those of users by pages,
/// and the name of a group once, so that a store that is far away is not asked about every user.
/// </summary>
internal sealed class CandidateRelations(RelationReader relations, TenantGroup group, NestingReader nesting, RowReader rows)
{
    // A name may have some kilobytes.
    private const int MostNames = 10_000;

    private readonly MembershipWalk _walk = new(rows);
    private readonly Dictionary<string, string?> _names = new(StringComparer.Ordinal);

    /// <summary>The resource with what is wanted of its relations. What is read counts against the limit of the search.</summary>
    public async ValueTask<FoundResource> ReadAsync(StoredResource resource, WantedRelations wanted)
    {
        if (wanted == WantedRelations.None || resource is not StoredUser user)
        {
            return await ReadAloneAsync(resource, wanted);
        }

        // What is being made would be laid over the rows of each user, which takes a read for each.
        if (!relations.HasMore(group.Id, user)
            || await nesting.GraphAsync() is not { Pending.Count: 0 } graph
            || await _walk.GroupsOfAsync(user.Id) is not { } direct)
        {
            return await ReadAloneAsync(user, wanted);
        }

        var found = RelationReader.WithGroups(user, direct, graph);
        rows.Count(found.Relations.Count > 0 ? 1 + found.Relations.Count : 0);
        return wanted == WantedRelations.WithNames ? found with { Relations = await NamedAsync(found.Relations) } : found;
    }

    private async ValueTask<FoundResource> ReadAloneAsync(StoredResource resource, WantedRelations wanted)
    {
        var found = await relations.ReadAsync(group, resource, wanted, nesting, budget: null, rows.Cancellation);
        if (wanted != WantedRelations.None && (resource is not StoredUser || found.Relations.Count > 0))
        {
            // A filter on members reads those of every group: a few groups may have more rows than all users.
            rows.Count(1 + (wanted == WantedRelations.WithNames ? 2 * found.Relations.Count : found.Relations.Count));
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<Relation>> NamedAsync(IReadOnlyList<Relation> groups)
    {
        if (!groups.All(one => _names.ContainsKey(one.Id)))
        {
            await ReadNamesAsync(groups.Select(one => one.Id));
        }

        return [.. groups.Select(one => one with { Display = _names[one.Id] })];
    }

    // With those that are going to be asked for soon, since several at a time take no longer than one.
    private async ValueTask ReadNamesAsync(IEnumerable<string> groups)
    {
        if (_names.Count > MostNames)
        {
            _names.Clear();
        }

        string[] unknown = [.. groups.Concat(_walk.Ahead).Distinct(StringComparer.Ordinal).Where(id => !_names.ContainsKey(id))];
        rows.Count(unknown.Length);
        var names = await rows.Table.SelectAsync(rows.Partition, [.. unknown.Select(RowKeys.Group)], RelationReader.NameOf, rows.Cancellation);
        foreach (var (id, name) in unknown.Zip(names))
        {
            _names[id] = name;
        }
    }
}
