using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>Takes a user that is to be deleted out of its SCIM groups.</summary>
internal sealed class GroupLeaving(ITable table, Journal journal, TimeProvider time)
{
    // Three rows each, and the user's.
    private const int MostAtOnce = (Journal.MostChanges - 1) / 3;

    private readonly GroupIntents _intents = new(table);

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
            List<RowChange> changes = [new ReplaceRow(user.Row.Key, user.Version, user.Row.Columns, user.Document), .. Leave(user, first)];
            var entry = context.EntryOf(ChangeKind.Patched, user.TypeName, user.Id, "groups", user.Document, time.GetUtcNow());
            var result = await journal.CommitAsync(partition, changes, entry, cancellation);
            if (result is not Committed { ETags: [var version, ..] })
            {
                await FinishDeletionAsync(partition, changes, result);
                return (user, null);
            }

            user = new StoredUser(user.Id, user.Row with { ETag = version });
            groups.RemoveRange(0, first.Count);
        }

        return (user, Leave(user, groups));
    }

    /// <summary>Where a batch found that a group is gone which still has the user's edge, lets its deletion take that away.</summary>
    public async Task FinishDeletionAsync(string partition, IReadOnlyList<RowChange> changes, CommitResult result)
    {
        if (result is Conflicted conflict && changes[conflict.Index] is TouchRow touch && touch.Key.StartsWith(RowKeys.Groups, StringComparison.Ordinal))
        {
            await _intents.FinishAsync(partition, touch.Key[RowKeys.Groups.Length..]);
        }
    }

    private static List<RowChange> Leave(StoredUser user, IEnumerable<string> groups) =>
        [.. groups.SelectMany(group => MemberRows.Leave(group, new MemberEdge(IsGroup: false, user.Id)))];
}
