using System.Globalization;

namespace ScimFunctions.Directory.Counting.Tallies;

/// <summary>The tallies of one lane for one resource type: as many as there were ever changes at once, and the full ones.</summary>
/// <param name="lane">The lane.</param>
/// <param name="prefix">What the keys of its tallies begin with.</param>
internal sealed class TallyPool(string lane, string prefix)
{
    /// <summary>How many full tallies are added to the buckets at once: buckets are written seldom, and what a list reads
    /// beside them stays small.</summary>
    private const int MostFull = 16;

    private readonly Lock _lock = new();
    private readonly Stack<Tally> _begun = [];
    private readonly Stack<Tally> _empty = [];
    private readonly List<Tally> _full = [];
    private int _made;
    private bool _emptying;

    public string Lane { get; } = lane;

    /// <summary>A tally that nobody else has.</summary>
    public Tally Take()
    {
        lock (_lock)
        {
            return _begun.TryPop(out var tally) || _empty.TryPop(out tally)
                ? tally
                : new Tally(string.Create(CultureInfo.InvariantCulture, $"{prefix}{_made++:x3}"));
        }
    }

    /// <summary>Gives a tally back, and says whether it is time to empty the full ones.</summary>
    public bool GiveBack(Tally tally)
    {
        lock (_lock)
        {
            if (tally.Count < Tally.Most)
            {
                _begun.Push(tally);
                return false;
            }

            _full.Add(tally);
            return _full.Count >= MostFull && !_emptying;
        }
    }

    /// <summary>The full tallies, for one at a time to empty; null where another does.</summary>
    public IReadOnlyList<Tally>? BeginEmptying()
    {
        lock (_lock)
        {
            if (_emptying)
            {
                return null;
            }

            _emptying = true;
            return [.. _full];
        }
    }

    /// <summary>Ends <see cref="BeginEmptying"/>.</summary>
    /// <param name="emptied">The tallies whose rows are gone.</param>
    public void EndEmptying(IReadOnlyCollection<Tally> emptied)
    {
        lock (_lock)
        {
            _emptying = false;
            foreach (var tally in emptied)
            {
                tally.Take(null);
                _full.Remove(tally);
                _empty.Push(tally);
            }
        }
    }
}
