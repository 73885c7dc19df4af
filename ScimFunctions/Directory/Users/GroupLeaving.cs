using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>Takes one user that is to be deleted out of its SCIM groups.</summary>
internal sealed class GroupLeaving(ITable table, Journal journal, TimeProvider time)
{
    // Three rows each, and the user's.
    private const int MostAtOnce = (Journal.MostChanges - 1) / 3;

    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

    /// <summary>Takes the user out of as many groups beforehand as do not fit into its last batch.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="user">The user as it was read.</param>
    /// <param name="room">How many changes the last batch has room for.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The user as it is then, and what takes it out of the groups that are left; null where others changed the user.</returns>
    public async Task<(StoredUser User, List<RowChange>? Changes)> BeginAsync(
        string partition, StoredUser user, int room, ChangeContext context, CancellationToken cancellation)
    {
        if (!user.InGroups)
        {
            return (user, []);
        }

        var prefix = RowKeys.MemberOfAny(user.Id);
        var groups = (await table.KeysAsync(partition, prefix, cancellation)).ConvertAll(key => key[prefix.Length..]);
        while (groups.Count > room / 3)
        {
            var first = groups.Take(MostAtOnce).ToList();
            List<RowChange> changes = [new ReplaceRow(user.Row.Key, user.Row.ETag, user.Row.Columns, user.Document), .. Leave(user, first)];
            var entry = context.EntryOf(ChangeKind.Patched, user.TypeName, user.Id, "groups", user.Document, time.GetUtcNow());
            var result = await journal.CommitAsync(partition, changes, entry, cancellation);
            if (result is not Committed { ETags: [var version, ..] })
            {
                await SkipGoneAsync(partition, changes, result, cancellation);
                return (user, null);
            }

            user = new StoredUser(user.Id, user.Row with { ETag = version });
            groups.RemoveRange(0, first.Count);
        }

        return (user, Leave(user, groups));
    }

    /// <summary>Where a batch found that a group is gone which still has the user's edge, finds all such groups: their edges go
    /// without them from then on.</summary>
    public async Task SkipGoneAsync(string partition, IReadOnlyList<RowChange> changes, CommitResult result, CancellationToken cancellation)
    {
        if (result is Conflicted conflict && IsGroup(changes[conflict.Index]))
        {
            var groups = changes.Where(IsGroup).Select(change => change.Key).ToArray();
            var exist = await table.ExistAsync(partition, groups, cancellation);
            _gone.UnionWith(groups.Where((_, index) => !exist[index]));
        }
    }

    private static bool IsGroup(RowChange change) => change is TouchRow && change.Key.StartsWith(RowKeys.Groups, StringComparison.Ordinal);

    private List<RowChange> Leave(StoredUser user, IEnumerable<string> groups) =>
    [
        .. groups.SelectMany(group => MemberRows.Leave(group, new MemberEdge(IsGroup: false, user.Id)))
            .Where(change => !_gone.Contains(change.Key)),
    ];
}
