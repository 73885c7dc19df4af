using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Identities;

/// <summary>Reads the identities of a tenant group. Every method throws <see cref="StorageException"/> where the store fails.</summary>
public sealed class IdentityReader(ITable table)
{
    // A list of the few that are not active looks at so many, then answers what it has.
    private const int MostLookedAt = 5_000;

    /// <summary>The identity of an extern_uid, or null: 2 calls of the store, 1 where there is none.</summary>
    public async Task<Identity?> FindAsync(TenantGroup group, string externUid, CancellationToken cancellation) =>
        await table.FindAsync(group.Id, RowKeys.Identity(externUid), cancellation) is { } row && ValueOf(row) == externUid
        && await table.FindAsync(group.Id, RowKeys.User(UserOf(row)), cancellation) is { } user
            ? Of(row, user)
            : null;

    /// <summary>The id of the user of an extern_uid, or null.</summary>
    public async Task<string?> UserAsync(TenantGroup group, string externUid, CancellationToken cancellation) =>
        await table.FindAsync(group.Id, RowKeys.Identity(externUid), cancellation) is { } row && ValueOf(row) == externUid ? UserOf(row) : null;

    /// <summary>A page of the identities, in the order of their extern_uids.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="active">Whether they are to be active; null for both.</param>
    /// <param name="after">The position that an earlier page gave; null for the first.</param>
    /// <param name="count">The most identities: 1 to 1,000.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<PeoplePage<Identity>> ListAsync(
        TenantGroup group, bool? active, string? after, int count, CancellationToken cancellation)
    {
        var found = new List<Row>();
        var range = RowRange.Prefix(RowKeys.Identities, count);
        range = after is null ? range : range.After(after);
        string? next = null;
        for (var looked = 0; found.Count < count && looked < MostLookedAt;)
        {
            var page = await table.ReadAsync(group.Id, range with { PageSize = count - found.Count }, cancellation);
            looked += page.Rows.Count;
            found.AddRange(page.Rows.Where(row => active is null || row.Columns.GetBoolean(ColumnNames.Active) == active));
            next = page.More && page.Rows.Count > 0 ? page.Rows[^1].Key : null;
            if (next is null)
            {
                break;
            }

            range = range.After(next);
        }

        var users = await table.SelectAsync(group.Id, found.ConvertAll(row => RowKeys.User(UserOf(row))), static row => row, cancellation);
        return new PeoplePage<Identity>([.. found.Zip(users).Where(pair => pair.Second is not null).Select(pair => Of(pair.First, pair.Second!))], next);
    }

    private static string ValueOf(Row identity) => identity.Columns.GetString(ColumnNames.Value)!;

    private static string UserOf(Row identity) => identity.Columns.GetString(ColumnNames.UserId)!;

    private static Identity Of(Row identity, Row row)
    {
        var user = StoredUser.Of(row);
        return new Identity(ValueOf(identity), user.Id, user.UserName!, user.Active, user.Role, user.Version);
    }
}
