using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting.Tallies;

/// <summary>A count's part of a batch that makes or deletes a resource.</summary>
internal sealed class CountChange(TallyPool pool, Tally tally, RowChange change)
{
    /// <summary>The change that goes with the batch.</summary>
    public RowChange Change => change;

    public TallyPool Pool => pool;

    /// <summary>The batch was made. Says whether it is time to empty the full tallies.</summary>
    public bool Made(string version)
    {
        tally.Made(version);
        return pool.GiveBack(tally);
    }

    /// <summary>The batch was not made, and never will be.</summary>
    public void NotMade() => pool.GiveBack(tally);

    /// <summary>The row is not as it was thought to be, or it is not known how the batch ended.</summary>
    public void Doubt()
    {
        tally.Doubt();
        pool.GiveBack(tally);
    }
}
