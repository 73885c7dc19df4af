using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>Reads who is a member of a group: for each id, whether it is a group.</summary>
internal sealed class MemberEdges(ITable table)
{
    private const int PageSize = 1_000;

    // So few are read one by one at once, which goes faster than a range.
    private const int Few = 8;

    /// <summary>Holds the members that are wanted against those that there are, page by page, so that nothing is kept but the
    /// difference.</summary>
    public async Task<MemberDifference> CompareAsync(string partition, string group, MemberList wanted, CancellationToken cancellation)
    {
        var prefix = RowKeys.Members(group);
        var range = RowRange.Prefix(prefix, PageSize) with { KeysOnly = true };
        var difference = new MemberDifference(wanted);
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            foreach (var row in page.Rows)
            {
                difference.Meet(MemberEdge.Of(row.Key, prefix));
            }

            if (!page.More)
            {
                return difference;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }

    /// <summary>Those of the ids that are members: by one page of the range where they lie, and one by one past that.</summary>
    public async Task<Dictionary<string, bool>> AmongAsync(
        string partition, string group, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var members = new Dictionary<string, bool>(StringComparer.Ordinal);
        await AddAsync(members, partition, group, ids, isGroup: true, cancellation);
        await AddAsync(members, partition, group, ids, isGroup: false, cancellation);
        return members;
    }

    private async Task AddAsync(
        Dictionary<string, bool> members, string partition, string group, IReadOnlyCollection<string> ids, bool isGroup, CancellationToken cancellation)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            wanted.TryAdd(MemberRows.Edge(group, new MemberEdge(isGroup, id)), id);
        }

        if (wanted.Count > Few)
        {
            var (first, last) = (wanted.First().Key, wanted.Last().Key);
            var page = await table.ReadAsync(partition, new RowRange(first, last + "!", PageSize) { KeysOnly = true }, cancellation);
            foreach (var row in page.Rows)
            {
                if (wanted.TryGetValue(row.Key, out var id))
                {
                    members[id] = isGroup;
                }
            }

            if (!page.More)
            {
                return;
            }

            foreach (var key in wanted.Keys.TakeWhile(key => string.CompareOrdinal(key, page.Rows[^1].Key) <= 0).ToArray())
            {
                wanted.Remove(key);
            }
        }

        var keys = wanted.Keys.ToArray();
        var found = await table.ExistAsync(partition, keys, cancellation);
        for (var index = 0; index < keys.Length; index++)
        {
            if (found[index])
            {
                members[wanted[keys[index]]] = isGroup;
            }
        }
    }
}
