using System.Runtime.CompilerServices;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>
/// Reads who is in which group. What was committed and is not yet made in full is laid over what the rows of members say, so
/// that a change of many members is seen whole or not at all.
/// </summary>
internal sealed class Memberships(ITable table, GroupIntents intents)
{
    private const int PageSize = 1_000;

    /// <summary>The groups that a user is in directly, in order; what is the same as long as all nestings are; and what is as long
    /// as the changes of many members that name the user are, empty where none does.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="user">The user's id.</param>
    /// <param name="nesting">What reads the row of nestings.</param>
    /// <param name="versionOnly">Whether the groups are not wanted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<(IReadOnlyList<string> Groups, string Nestings, string Changes)> OfUserAsync(
        string partition, string user, NestingReader nesting, bool versionOnly, CancellationToken cancellation)
    {
        // Begun before the rows of members are read: what is made in full by then is in these.
        nesting.Begin();
        var groups = versionOnly ? [] : await StoredGroupsAsync(partition, user, cancellation);
        var graph = await nesting.GraphAsync();
        if (graph.Pending.Count == 0)
        {
            return (groups, graph.ContentVersion, "");
        }

        var said = await SaidAsync(partition, user, graph.Pending.Values, cancellation);
        if (!versionOnly)
        {
            // Where an intent ends just now, its rows tell what it no longer does.
            groups = await StoredGroupsAsync(partition, user, cancellation);
            groups.RemoveAll(group => said.Exists(one => one.Intent.Group == group));
            groups.AddRange(said.Where(one => one.Added).Select(one => one.Intent.Group));
            groups.Sort(StringComparer.Ordinal);
        }

        return (groups, graph.ContentVersion, string.Concat(said.Select(one => one.Intent.Id[..8])));
    }

    /// <summary>Whether a user is in a group directly.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<bool> IsMemberAsync(string partition, string group, string user, NestingReader nesting, CancellationToken cancellation)
    {
        var graph = await nesting.GraphAsync();
        var said = graph.Pending.TryGetValue(group, out var intent)
            ? intent.IsDeletion ? false : await intents.Chunks.FindAsync(partition, group, intent.Id, new MemberEdge(false, user), cancellation)
            : null;
        return said ?? await table.FindAsync(partition, RowKeys.UserMember(group, user), cancellation) is not null;
    }

    /// <summary>The members of a group, page by page in the order of their rows: groups first.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="group">The group's id.</param>
    /// <param name="intent">The intent that may not be made in full yet; null for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<MemberEdge>> OfGroupAsync(
        string partition, string group, string? intent, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var changes = await ChangesAsync(partition, group, intent, cancellation);
        var prefix = RowKeys.Members(group);
        var range = RowRange.Prefix(prefix, PageSize) with { KeysOnly = true };
        var next = 0;
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            var members = new List<MemberEdge>(page.Rows.Count);
            var unmade = new HashSet<MemberEdge>();
            foreach (var row in page.Rows)
            {
                var edge = MemberEdge.Of(row.Key, prefix);
                next = AddBefore(members, unmade, changes, next, IntentChunks.KeyOf(edge), out var said);
                if (said ?? true)
                {
                    members.Add(edge);
                }
            }

            if (!page.More)
            {
                AddBefore(members, unmade, changes, next, null, out _);
            }

            await RemoveGoneAsync(partition, members, unmade, cancellation);
            yield return members;
            if (!page.More)
            {
                yield break;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }

    private async ValueTask<IReadOnlyList<EdgeChange>> ChangesAsync(string partition, string group, string? intent, CancellationToken cancellation)
    {
        if (intent is null || intents.IsFinished(intent))
        {
            return [];
        }

        var changes = await intents.Chunks.AllAsync(partition, group, intent, cancellation);
        if (changes.Count == 0)
        {
            intents.Remember(intent);
        }

        return changes;
    }

    // Who was deleted before its rows were made does not become a member.
    private async ValueTask RemoveGoneAsync(string partition, List<MemberEdge> members, HashSet<MemberEdge> unmade, CancellationToken cancellation)
    {
        if (unmade.Count > 0)
        {
            var asked = unmade.ToArray();
            var exist = await table.ExistAsync(partition, [.. asked.Select(MemberRows.Member)], cancellation);
            unmade.ExceptWith(asked.Where((_, index) => exist[index]));
            members.RemoveAll(unmade.Contains);
        }
    }

    /// <summary>Adds those that come before a key, and gives the place after it; what is said of the key itself too.</summary>
    private static int AddBefore(
        List<MemberEdge> members, HashSet<MemberEdge> unmade, IReadOnlyList<EdgeChange> changes, int next, string? key, out bool? said)
    {
        said = null;
        for (; next < changes.Count; next++)
        {
            var order = key is null ? -1 : string.CompareOrdinal(IntentChunks.KeyOf(changes[next].Edge), key);
            if (order > 0)
            {
                break;
            }

            if (order == 0)
            {
                said = changes[next].Added;
            }
            else if (changes[next].Added)
            {
                members.Add(changes[next].Edge);
                unmade.Add(changes[next].Edge);
            }
        }

        return next;
    }

    private async Task<List<(PendingIntent Intent, bool Added)>> SaidAsync(
        string partition, string user, IEnumerable<PendingIntent> pending, CancellationToken cancellation)
    {
        var said = await Task.WhenAll(pending.Select(async intent => (intent, Added: await SaidAsync(partition, user, intent, cancellation))));
        return [.. said.Where(one => one.Added is not null).Select(one => (one.intent, one.Added is true))];
    }

    private async Task<bool?> SaidAsync(string partition, string user, PendingIntent intent, CancellationToken cancellation)
    {
        if (!intent.IsDeletion)
        {
            return await intents.Chunks.FindAsync(partition, intent.Group, intent.Id, new MemberEdge(false, user), cancellation);
        }

        return await table.FindAsync(partition, RowKeys.MemberOf(user, intent.Group), cancellation) is null ? null : false;
    }

    private async Task<List<string>> StoredGroupsAsync(string partition, string user, CancellationToken cancellation)
    {
        var prefix = RowKeys.MemberOfAny(user);
        return (await table.KeysAsync(partition, prefix, cancellation)).ConvertAll(key => key[prefix.Length..]);
    }
}
