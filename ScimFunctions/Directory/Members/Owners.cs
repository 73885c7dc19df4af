using System.Text;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Members;

/// <summary>
/// The owners of a tenant group, whose ids stand in one row. Whoever makes, ends or removes an owner replaces it if it is
/// unchanged, in the batch of that change: so of two who take the last two owners away at once, one finds that it is the
/// last. A user's own row says whether it is an owner, so others cost nothing.
/// </summary>
internal sealed class Owners(ITable table)
{
    /// <summary>The most owners of a tenant group: their ids fit into one row.</summary>
    public const int Most = 1_000;

    private const char Separator = '\n';

    private static readonly ScimError LastOwner = ScimError.Conflict(
        $"This user is the last {TenantGroupRoles.Owner} of the group, who cannot be removed, deactivated or given another role. Give another active member the role {TenantGroupRoles.Owner} first, at api/groups/GROUP/members/ID.");

    private static readonly ScimError TooMany = ScimError.Conflict(
        $"A group has at most {Most} members with the role {TenantGroupRoles.Owner}. Give this one another role, or take it from somebody first.");

    /// <summary>Whether a member of this role is an owner.</summary>
    public static bool Include(string role, bool active) => active && role == TenantGroupRoles.Owner;

    /// <summary>Adds what goes with a change of a user.</summary>
    /// <param name="changes">The changes of the user.</param>
    /// <param name="partition">The tenant group.</param>
    /// <param name="id">The user's id.</param>
    /// <param name="isOwner">Whether it is an owner before.</param>
    /// <param name="becomesOwner">Whether it is one after it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ScimException">409: it is the last owner, or there are too many.</exception>
    public async ValueTask ChangeAsync(
        List<RowChange> changes, string partition, string id, bool isOwner, bool becomesOwner, CancellationToken cancellation)
    {
        if (isOwner == becomesOwner)
        {
            return;
        }

        var row = await table.FindAsync(partition, RowKeys.Owners, cancellation);
        var ids = Read(row);
        if (becomesOwner)
        {
            ids.Add(id);
        }
        else if (ids.Remove(id) && ids.Count == 0)
        {
            throw new ScimException(LastOwner);
        }

        changes.Add(ids.Count > Most ? throw new ScimException(TooMany) : Put(row, ids));
    }

    /// <summary>Includes users whose own rows say that they are owners, and who were made by other means than a change.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="ids">Who may be one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ScimException">409: there are too many.</exception>
    public async Task IncludeAsync(string partition, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        foreach (var id in ids)
        {
            for (var isDone = false; !isDone;)
            {
                var user = await table.FindAsync(partition, RowKeys.User(id), cancellation);
                var row = await table.FindAsync(partition, RowKeys.Owners, cancellation);
                if (user is null || !StoredUser.Of(user).IsOwner || Read(row).Contains(id))
                {
                    break;
                }

                var changes = new List<RowChange> { new TouchRow(user.Key, Columns.None) };
                await ChangeAsync(changes, partition, id, isOwner: false, becomesOwner: true, cancellation);
                isDone = await table.CommitAsync(partition, changes, cancellation) is Committed;
            }
        }
    }

    /// <summary>The ids that the row of owners lists.</summary>
    public static List<string> Read(Row? row) =>
        row is null || row.Document.IsEmpty ? [] : [.. Encoding.ASCII.GetString(row.Document.Span).Split(Separator)];

    /// <summary>The row of owners with these ids, if it is as it was read.</summary>
    public static RowChange Put(Row? row, IReadOnlyCollection<string> ids)
    {
        var document = Encoding.ASCII.GetBytes(string.Join(Separator, ids));
        return row is null ? new InsertRow(RowKeys.Owners, Columns.None, document) : new ReplaceRow(RowKeys.Owners, row.ETag, Columns.None, document);
    }
}
