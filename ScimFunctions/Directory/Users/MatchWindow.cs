using System.Text.Json;
using ScimFunctions.Directory.Searching;

namespace ScimFunctions.Directory.Users;

/// <summary>Counts all matches and keeps those of one page; where they are sorted, those that may yet be on it.</summary>
internal sealed class MatchWindow(ListQuery query)
{
    private readonly List<(SortKey Key, StoredUser User)> _kept = [];

    /// <summary>How many matches were added.</summary>
    public int Total { get; private set; }

    public void Add(StoredUser user, JsonElement resource)
    {
        Total++;
        if (query.SortBy is not null)
        {
            _kept.Add((SortKey.Of(resource, query.SortBy, user.Id), user));
            if (_kept.Count >= 2 * query.End)
            {
                Trim();
            }
        }
        else if (Total >= query.StartIndex && Total < query.End)
        {
            _kept.Add((default, user));
        }
    }

    public IReadOnlyList<StoredUser> ToPage()
    {
        if (query.SortBy is null)
        {
            return [.. _kept.Select(match => match.User)];
        }

        Trim();
        return [.. _kept.Skip(query.StartIndex - 1).Select(match => match.User)];
    }

    private void Trim()
    {
        _kept.Sort((left, right) => SortKey.Compare(left.Key, right.Key, query.Descending));
        var end = (int)query.End - 1;
        if (_kept.Count > end)
        {
            _kept.RemoveRange(end, _kept.Count - end);
        }
    }
}
