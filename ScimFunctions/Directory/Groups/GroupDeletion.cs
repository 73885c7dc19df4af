using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>
/// Deletes groups. The row of the group goes in the first batch, so that nobody finds it or adds to it afterwards; edges
/// that do not fit into that batch are let go by an intent.
/// </summary>
internal sealed class GroupDeletion(ITable table, Journal journal, GroupIntents intents, TimeProvider time)
{
    private const int PageSize = 1_000;

    // As many as a journal row can hold at most.
    private const int MostRemembered = 6_000;

    /// <summary>Deletes a group as it was read; false where it or what it is in has changed since.</summary>
    public async Task<bool> TryAsync(TenantGroup group, StoredGroup stored, ChangeContext context, CancellationToken cancellation)
    {
        var (members, isAll) = await MembersAsync(group.Id, stored.Id, cancellation);
        var nesting = NestingGraph.Of(await table.FindAsync(group.Id, RowKeys.Nesting, cancellation));
        var changes = GroupRows.Delete(stored, new GroupIndex(stored.Id, stored.ToResource(), stored.SharedName, context.Catalog.Group));
        List<string> parents = [];
        if (nesting.Contains(stored.Id))
        {
            parents = await table.KeysAsync(group.Id, RowKeys.Parents(stored.Id), cancellation);
            nesting.Forget(stored.Id);
            changes.Add(nesting.ToChange());
        }

        var isLarge = !isAll || members.Count + parents.Count > MemberRows.RoomBeside(changes.Count);
        if (isLarge)
        {
            changes.Add(GroupIntent.Deletion(stored.Id));
        }
        else
        {
            changes.AddRange(members.SelectMany(member => MemberRows.Of(stored.Id, new EdgeChange(false, member), isRepeatable: false)));
            changes.AddRange(parents.SelectMany(key =>
                MemberRows.Leave(key[RowKeys.Parents(stored.Id).Length..], new MemberEdge(IsGroup: true, stored.Id))));
        }

        var entry = GroupEntry.OfDeletion(stored, context, members, time.GetUtcNow());
        if (await CommitAsync(group, changes, entry, cancellation) is Conflicted conflict)
        {
            if (changes[conflict.Index] is TouchRow touch && touch.Key.StartsWith(RowKeys.Groups, StringComparison.Ordinal))
            {
                // That group is being deleted too, and takes its edges away.
                await intents.FinishAsync(group.Id, touch.Key[RowKeys.Groups.Length..]);
            }

            return false;
        }

        if (isLarge)
        {
            await intents.FinishAsync(group.Id, stored.Id);
        }

        return true;
    }

    private async Task<CommitResult> CommitAsync(
        TenantGroup group, IReadOnlyList<RowChange> changes, JournalEntry entry, CancellationToken cancellation)
    {
        try
        {
            return await journal.CommitAsync(group.Id, changes, entry, cancellation);
        }
        catch (StorageException failure) when (failure.OutcomeUnknown)
        {
            intents.LookAgain(group.Id);
            throw;
        }
    }

    private async Task<(List<MemberEdge> Members, bool IsAll)> MembersAsync(string partition, string group, CancellationToken cancellation)
    {
        var prefix = RowKeys.Members(group);
        var members = new List<MemberEdge>();
        var range = RowRange.Prefix(prefix, PageSize) with { KeysOnly = true };
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            members.AddRange(page.Rows.Select(row => MemberEdge.Of(row.Key, prefix)));
            if (!page.More || members.Count >= MostRemembered)
            {
                return (members, !page.More);
            }

            range = range.After(page.Rows[^1].Key);
        }
    }
}
