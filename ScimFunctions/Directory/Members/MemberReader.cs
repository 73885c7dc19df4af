using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Members;

/// <summary>Reads who is a member of a tenant group. Every method throws <see cref="StorageException"/> where the store fails.</summary>
public sealed class MemberReader(ITable table)
{
    /// <summary>The member with that user id, or null.</summary>
    public async Task<Member?> FindAsync(TenantGroup group, string userId, CancellationToken cancellation)
    {
        var membership = table.FindAsync(group.Id, RowKeys.Membership(userId), cancellation).AsTask();
        var user = await table.FindAsync(group.Id, RowKeys.User(userId), cancellation);
        return await membership is { } row && user is not null ? Of(row, user) : null;
    }

    /// <summary>A page of the members, in the order of their ids.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="after">The position that an earlier page gave; null for the first.</param>
    /// <param name="count">The most members: 1 to 1,000.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<PeoplePage<Member>> ListAsync(TenantGroup group, string? after, int count, CancellationToken cancellation)
    {
        var range = RowRange.Prefix(RowKeys.Memberships, count);
        var page = await table.ReadAsync(group.Id, after is null ? range : range.After(after), cancellation);
        var keys = page.Rows.Select(row => RowKeys.User(IdOf(row))).ToList();
        var users = await table.SelectAsync(group.Id, keys, static row => row, cancellation);

        // One that was deleted in between is no longer a member.
        var members = page.Rows.Zip(users).Where(pair => pair.Second is not null).Select(pair => Of(pair.First, pair.Second!));
        return new PeoplePage<Member>([.. members], page.More && page.Rows.Count > 0 ? page.Rows[^1].Key : null);
    }

    private static string IdOf(Row membership) => membership.Key[RowKeys.Memberships.Length..];

    // What the user's row says is true; the membership's own says since when.
    private static Member Of(Row membership, Row user) => new(
        IdOf(membership),
        user.Columns.GetString(ColumnNames.UserName)!,
        user.Columns.GetString(ColumnNames.Role)!,
        user.Columns.GetBoolean(ColumnNames.Active) ?? true,
        DateTimeOffset.FromUnixTimeMilliseconds(membership.Columns.GetInt64(ColumnNames.Since) ?? 0),
        user.ETag);
}
