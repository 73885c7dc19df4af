namespace ScimFunctions.Directory.Searching.Paging;

/// <summary>
/// A page that a cursor leads to: the matches nearest to its place, on the side that it leads to. The cursor holds a place
/// and no number, so what others come and go does not move the page.
/// </summary>
internal sealed class CursorWindow(ListQuery query, Walk walk) : MatchWindow
{
    private readonly BestMatches _best = new(query.Count, query.Descending, walk.Backward);
    private int _onThisSide;

    private int OnTheOtherSide => Total - _onThisSide;

    public override MatchPage ToPage()
    {
        var matches = _best.ToList();
        if (query.Count == 0)
        {
            return new MatchPage(Total, []);
        }

        if (walk.Backward)
        {
            matches.Reverse();
        }

        var goesOn = _onThisSide > matches.Count;
        var onward = goesOn ? new Walk(matches[walk.Backward ? 0 : ^1].Place, walk.Backward) : null;
        // Of an empty page there is no place to turn round at; the whole of the other side lies there.
        var back = OnTheOtherSide > 0
            ? new Walk(matches.Count > 0 ? matches[walk.Backward ? ^1 : 0].Place : null, !walk.Backward)
            : null;
        return walk.Backward ? new MatchPage(Total, matches, back, onward) : new MatchPage(Total, matches, onward, back);
    }

    protected override void Keep(Match match)
    {
        if (walk.From is { } from && Place.Compare(match.Place, from, query.Descending) is var order && (walk.Backward ? order >= 0 : order <= 0))
        {
            return;
        }

        _onThisSide++;
        _best.Add(match);
    }
}
