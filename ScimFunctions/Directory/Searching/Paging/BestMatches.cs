namespace ScimFunctions.Directory.Searching.Paging;

/// <summary>
/// The first matches in an order, of any number that are added in any order. It holds up to twice as many as it gives, and of
/// their resources some megabytes; the rest are read again.
/// </summary>
/// <param name="capacity">How many are given at the most.</param>
/// <param name="descending">The order of <see cref="Place"/>s.</param>
/// <param name="backward">Whether the last ones come first.</param>
internal sealed class BestMatches(int capacity, bool descending, bool backward)
{
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly List<Match> _kept = [];
    private Match? _worst;
    private long _bytes;

    public void Add(Match match)
    {
        if (capacity == 0 || (_worst is not null && Compare(match, _worst) > 0))
        {
            return;
        }

        var bytes = Bytes(match);
        if (_bytes + bytes > MostBytes)
        {
            match = match with { Resource = null };
        }
        else
        {
            _bytes += bytes;
        }

        _kept.Add(match);
        if (_kept.Count >= 2L * capacity)
        {
            Trim();
        }
    }

    /// <summary>The first matches, in order.</summary>
    public List<Match> ToList()
    {
        Trim();
        return _kept;
    }

    private void Trim()
    {
        _kept.Sort(Compare);
        if (_kept.Count > capacity)
        {
            _kept.RemoveRange(capacity, _kept.Count - capacity);
            _bytes = _kept.Sum(Bytes);
        }

        _worst = _kept.Count == capacity && capacity > 0 ? _kept[^1] : null;
    }

    private int Compare(Match left, Match right)
    {
        var order = Place.Compare(left.Place, right.Place, descending);
        return backward ? -order : order;
    }

    private static long Bytes(Match match) => match.Resource?.Document.Length ?? 0;
}
