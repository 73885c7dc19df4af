using System.Runtime.CompilerServices;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching;

/// <summary>Reads the users that a query has to look at: the few that look-ups give, or all, in the order of ids.</summary>
internal sealed class UserScan(ITable table)
{
    private const int RowsPerRead = 1_000;

    /// <summary>The users that the look-ups lead to, each once, in the order of their ids.</summary>
    public async Task<List<StoredUser>> FindAsync(TenantGroup group, IReadOnlyList<Lookup> lookups, CancellationToken cancellation)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var lookup in lookups)
        {
            await AddIdsAsync(ids, group, lookup, cancellation);
        }

        var users = new List<StoredUser>(ids.Count);
        foreach (var id in ids)
        {
            if (await table.FindAsync(group.Id, RowKeys.User(id), cancellation) is { } row)
            {
                users.Add(new StoredUser(id, row));
            }
        }

        return users;
    }

    /// <summary>All users, in the order of their ids.</summary>
    public async IAsyncEnumerable<StoredUser> AllAsync(TenantGroup group, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in RowsAsync(group, RowRange.Prefix(RowKeys.Users, RowsPerRead), cancellation))
        {
            yield return StoredUser.Of(row);
        }
    }

    /// <summary>How many users there are, and those of one page.</summary>
    public async Task<UserPage> PageAsync(TenantGroup group, ListQuery query, CancellationToken cancellation)
    {
        var all = RowRange.Prefix(RowKeys.Users, RowsPerRead);
        var total = 0;
        string? first = null;
        await foreach (var row in RowsAsync(group, all with { KeysOnly = true }, cancellation))
        {
            if (++total == query.StartIndex)
            {
                first = row.Key;
            }
        }

        if (first is null || query.Count == 0)
        {
            return new UserPage(total, query.StartIndex, []);
        }

        var users = new List<StoredUser>(Math.Min(query.Count, total - query.StartIndex + 1));
        await foreach (var row in RowsAsync(group, all with { From = first, PageSize = query.Count }, cancellation))
        {
            users.Add(StoredUser.Of(row));
            if (users.Count == query.Count)
            {
                break;
            }
        }

        return new UserPage(total, query.StartIndex, users);
    }

    private async IAsyncEnumerable<Row> RowsAsync(
        TenantGroup group, RowRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await table.ReadAsync(group.Id, range, cancellation);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            if (!page.More)
            {
                yield break;
            }

            // A store that reads on the caller's thread would have it go through a million users without a pause, while
            // other requests wait for that thread.
            await Task.Yield();
            range = range.After(page.Rows[^1].Key);
        }
    }

    private async Task AddIdsAsync(SortedSet<string> ids, TenantGroup group, Lookup lookup, CancellationToken cancellation)
    {
        switch (lookup)
        {
            case ById byId:
                ids.Add(byId.Id);
                break;
            case ByExternalId byExternalId:
                await AddOwnerAsync(RowKeys.Identity(byExternalId.ExternalId));
                break;
            case ByUserName byUserName:
                await AddOwnerAsync(RowKeys.UserName(byUserName.UserName));
                break;
            case ByEmail byEmail:
                await foreach (var row in RowsAsync(group, RowRange.Prefix(RowKeys.Emails(byEmail.Address), RowsPerRead), cancellation))
                {
                    ids.Add(row.Columns.GetString(ColumnNames.UserId)!);
                }

                break;
        }

        async ValueTask AddOwnerAsync(string key)
        {
            if (await table.FindAsync(group.Id, key, cancellation) is { } row)
            {
                ids.Add(row.Columns.GetString(ColumnNames.UserId)!);
            }
        }
    }
}
