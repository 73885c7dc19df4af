using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Reading;

/// <summary>
/// Reads which groups users are in directly, for users that are asked about one after the other: their rows stand in about
/// the order of ids, so that a page of them serves many users.
/// </summary>
internal sealed class MembershipWalk(RowReader rows)
{
    private const int Fewest = 10;

    private RowPage _page = new([], More: true);
    private string _last = "";
    private int _next, _used;

    /// <summary>The groups of those users of the page that were not asked about yet.</summary>
    public IEnumerable<string> Ahead => _page.Rows.Skip(_next).Select(row => row.Key[(row.Key.LastIndexOf(':') + 1)..]);

    /// <summary>The groups of a user, in order; null where the walk has passed the user's rows: an id that another begins with
    /// comes before that one among users, and after it among rows.</summary>
    public async ValueTask<IReadOnlyList<string>?> GroupsOfAsync(string user)
    {
        var prefix = RowKeys.MemberOfAny(user);
        if (string.CompareOrdinal(prefix, _last) <= 0)
        {
            return null;
        }

        _last = prefix;
        var groups = new List<string>();
        while (true)
        {
            AddFromPage(groups, prefix);
            if (_next < _page.Rows.Count || !_page.More)
            {
                return groups;
            }

            await ReadAsync(groups.Count > 0 ? prefix + groups[^1] + "!" : prefix);
        }
    }

    private void AddFromPage(List<string> groups, string prefix)
    {
        for (; _next < _page.Rows.Count; _next++)
        {
            var key = _page.Rows[_next].Key;
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                groups.Add(key[prefix.Length..]);
                _used++;
            }
            else if (string.CompareOrdinal(key, prefix) > 0)
            {
                return;
            }
        }
    }

    // The more of what was read was of use, the more is read.
    private async ValueTask ReadAsync(string from)
    {
        var size = Math.Clamp(2 * _used, Fewest, RowReader.RowsPerRead);
        _page = await rows.ReadAsync(RowRange.Prefix(RowKeys.AllMemberships, size) with { From = from, KeysOnly = true });
        (_next, _used) = (0, 0);
        await Task.Yield();
    }
}
