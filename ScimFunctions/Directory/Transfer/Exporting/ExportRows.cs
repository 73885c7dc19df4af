using System.Runtime.CompilerServices;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Exporting;

/// <summary>Reads the rows of a tenant group that an export does not have yet, page by page.</summary>
internal sealed class ExportRows(ITable table, string partition, ExportPosition from)
{
    // A document may have 256 KiB.
    private const int PageSize = 200;

    /// <summary>The users' rows, each with the time since which the membership is as it is.</summary>
    public async IAsyncEnumerable<(Row User, long? Since)> UsersAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var users in PagesAsync(RowKeys.Users, keysOnly: false, cancellation))
        {
            var (first, last) = (users[0].Key[RowKeys.Users.Length..], users[^1].Key[RowKeys.Users.Length..]);
            var memberships = new Dictionary<string, Row>(StringComparer.Ordinal);
            var range = new RowRange(RowKeys.Memberships + first, RowKeys.Memberships + last + "!", 1_000);
            for (var more = true; more;)
            {
                var page = await table.ReadAsync(partition, range, cancellation);
                foreach (var row in page.Rows)
                {
                    memberships.Add(row.Key[RowKeys.Memberships.Length..], row);
                }

                more = page.More;
                range = more ? range.After(page.Rows[^1].Key) : range;
            }

            foreach (var user in users)
            {
                yield return (user, memberships.GetValueOrDefault(user.Key[RowKeys.Users.Length..])?.Columns.GetInt64(ColumnNames.Since));
            }
        }
    }

    /// <summary>The rows of a kind that the position does not have yet.</summary>
    public async IAsyncEnumerable<Row> RowsAsync(
        string prefix, bool keysOnly, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var page in PagesAsync(prefix, keysOnly, cancellation))
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }

    /// <summary>The pages of a kind of rows that the position does not have yet; none of them is empty.</summary>
    private async IAsyncEnumerable<IReadOnlyList<Row>> PagesAsync(
        string prefix, bool keysOnly, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = RowRange.Prefix(prefix, keysOnly ? 1_000 : PageSize) with { KeysOnly = keysOnly };
        if (from.LastKey is { } last)
        {
            if (IndexOf(last) > IndexOf(prefix))
            {
                yield break;
            }

            range = IndexOf(last) == IndexOf(prefix) ? range.After(last) : range;
        }

        for (var more = true; more;)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            more = page.More;
            if (page.Rows.Count > 0)
            {
                yield return page.Rows;
                range = range.After(page.Rows[^1].Key);
            }
        }
    }

    // In which order the kinds of rows are written.
    private static int IndexOf(string key) => key[..(key.IndexOf(':', StringComparison.Ordinal) + 1)] switch
    {
        RowKeys.Users => 0,
        RowKeys.TakenIds => 1,
        RowKeys.Groups => 2,
        _ => 3,
    };
}
