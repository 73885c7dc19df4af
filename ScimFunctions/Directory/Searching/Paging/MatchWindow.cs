namespace ScimFunctions.Directory.Searching.Paging;

/// <summary>Counts all matches, in whatever order they come, and keeps those of one page or that may yet be on it.</summary>
internal abstract class MatchWindow
{
    /// <summary>How many matches were added.</summary>
    public int Total { get; private set; }

    /// <summary>The window of a query.</summary>
    public static MatchWindow Of(ListQuery query) => query switch
    {
        { Walk: not null } => new CursorWindow(query, query.Walk),
        { IsSorted: true } => new SortedWindow(query),
        _ => new IndexWindow(query),
    };

    public void Add(Match match)
    {
        Total++;
        Keep(match);
    }

    public abstract MatchPage ToPage();

    protected abstract void Keep(Match match);
}

/// <summary>A page by index of matches that come in their order.</summary>
internal sealed class IndexWindow(ListQuery query) : MatchWindow
{
    private readonly List<Match> _kept = [];

    public override MatchPage ToPage() => new(Total, _kept);

    protected override void Keep(Match match)
    {
        if (Total >= query.StartIndex && Total < query.End)
        {
            _kept.Add(match);
        }
    }
}

/// <summary>A page by index of matches that have yet to be sorted.</summary>
internal sealed class SortedWindow(ListQuery query) : MatchWindow
{
    private readonly BestMatches _best = new((int)query.End - 1, query.Descending, backward: false);

    public override MatchPage ToPage() => new(Total, [.. _best.ToList().Skip(query.StartIndex - 1)]);

    protected override void Keep(Match match) => _best.Add(match);
}
