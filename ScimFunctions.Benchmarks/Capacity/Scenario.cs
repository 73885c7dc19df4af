namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>A population, and what is done with it.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Groups">How many tenant groups.</param>
/// <param name="Users">How many users they have together.</param>
/// <param name="FirstCycle">The share of the groups that are in their first cycle.</param>
public sealed record Scenario(string Name, int Groups, long Users, double FirstCycle)
{
    /// <summary>How uneven groups are: the exponent of Zipf's law by which their sizes fall.</summary>
    public double Skew { get; init; } = 1;

    /// <summary>The users of each group, the largest first.</summary>
    public IReadOnlyList<double> Sizes()
    {
        var weights = Enumerable.Range(1, Groups).Select(rank => Math.Pow(rank, -Skew)).ToList();
        var total = weights.Sum();
        return [.. weights.Select(weight => Users * weight / total)];
    }
}
