using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Searching.Reading;

namespace ScimFunctions.Directory.Searching.Lookups;

/// <summary>Answers <see cref="Edge"/>s for one search, and remembers the answers.</summary>
internal sealed class EdgeReader(RowReader rows, string partition, Memberships memberships, NestingReader nesting)
{
    private readonly Dictionary<Edge, HashSet<string>> _all = [];
    private readonly Dictionary<(Edge Edge, string Id), bool> _single = [];

    /// <summary>Whether the resource has the edge; null where that was not read.</summary>
    public bool? Known(Edge edge, string id)
    {
        if (_all.TryGetValue(edge, out var ids))
        {
            return ids.Contains(id);
        }

        return _single.TryGetValue((edge, id), out var known) ? known : null;
    }

    /// <summary>The ids of all resources that have the edge.</summary>
    public async Task<IReadOnlySet<string>> AllAsync(Edge edge)
    {
        if (!_all.TryGetValue(edge, out var ids))
        {
            _all[edge] = ids = new HashSet<string>(StringComparer.Ordinal);
            await (edge.OfUsers ? AddUsersAsync(ids, edge.Target) : AddGroupsAsync(ids, edge.Target));
        }

        return ids;
    }

    /// <summary>Finds out whether one resource has the edge.</summary>
    public async Task AskAsync(Edge edge, string id)
    {
        if (Known(edge, id) is null)
        {
            _single[(edge, id)] = edge.OfUsers ? await IsInAsync(edge.Target, id) : await HasMemberAsync(id, edge.Target);
        }
    }

    private async Task AddUsersAsync(HashSet<string> users, string group)
    {
        var graph = await nesting.GraphAsync();
        foreach (var at in graph.AtAndBelow(group))
        {
            var intent = graph.Pending.GetValueOrDefault(at);
            if (intent is { IsDeletion: true })
            {
                continue;
            }

            await foreach (var page in memberships.OfGroupAsync(partition, at, intent?.Id, rows.Cancellation))
            {
                rows.Count(page.Count);
                users.UnionWith(page.Where(member => !member.IsGroup).Select(member => member.Id));
            }
        }
    }

    private async Task AddGroupsAsync(HashSet<string> groups, string member)
    {
        var (direct, _, _) = await memberships.OfUserAsync(partition, member, nesting, versionOnly: false, rows.Cancellation);
        rows.Count(direct.Count);
        groups.UnionWith(direct);
        groups.UnionWith((await nesting.GraphAsync()).ParentsOf(member));
    }

    private async Task<bool> IsInAsync(string group, string user)
    {
        foreach (var at in (await nesting.GraphAsync()).AtAndBelow(group))
        {
            if (await memberships.IsMemberAsync(partition, at, user, nesting, rows.Cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> HasMemberAsync(string group, string member) =>
        (await nesting.GraphAsync()).ParentsOf(member).Contains(group, StringComparer.Ordinal)
        || await memberships.IsMemberAsync(partition, group, member, nesting, rows.Cancellation);
}
