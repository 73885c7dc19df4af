using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Searching.Reading;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Lookups;

/// <summary>Answers <see cref="Edge"/>s for one search, and remembers the answers.</summary>
internal sealed class EdgeReader(RowReader rows)
{
    private const string OfGroup = "g:", OfUser = "u:";

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
        var groups = new Nesting(group);
        while (groups.TryNext(out var next))
        {
            var prefix = RowKeys.Members(next);
            await foreach (var row in rows.AllAsync(Keys(prefix)))
            {
                var member = row.Key.AsSpan(prefix.Length);
                if (member.StartsWith(OfUser, StringComparison.Ordinal))
                {
                    users.Add(member[OfUser.Length..].ToString());
                }
                else
                {
                    groups.Add(member[OfGroup.Length..].ToString());
                }
            }
        }
    }

    private async Task AddGroupsAsync(HashSet<string> groups, string member)
    {
        foreach (var prefix in (string[])[RowKeys.MemberOfAny(member), RowKeys.Parents(member)])
        {
            await foreach (var row in rows.AllAsync(Keys(prefix)))
            {
                groups.Add(row.Key[prefix.Length..]);
            }
        }
    }

    private async Task<bool> IsInAsync(string group, string user)
    {
        var groups = new Nesting(group);
        while (groups.TryNext(out var next))
        {
            if (await rows.FindAsync(RowKeys.UserMember(next, user)) is not null)
            {
                return true;
            }

            var prefix = RowKeys.Members(next) + OfGroup;
            await foreach (var row in rows.AllAsync(Keys(prefix)))
            {
                groups.Add(row.Key[prefix.Length..]);
            }
        }

        return false;
    }

    private async Task<bool> HasMemberAsync(string group, string member) =>
        await rows.FindAsync(RowKeys.UserMember(group, member)) is not null
        || await rows.FindAsync(RowKeys.GroupMember(group, member)) is not null;

    private static RowRange Keys(string prefix) => RowRange.Prefix(prefix, RowReader.RowsPerRead) with { KeysOnly = true };

    /// <summary>A group and those in it that were met, each once, so that a circle is no trap.</summary>
    private sealed class Nesting(string group)
    {
        private readonly HashSet<string> _met = new(StringComparer.Ordinal) { group };
        private readonly Queue<string> _next = new([group]);

        public bool TryNext(out string next) => _next.TryDequeue(out next!);

        public void Add(string child)
        {
            if (_met.Add(child))
            {
                _next.Enqueue(child);
            }
        }
    }
}
