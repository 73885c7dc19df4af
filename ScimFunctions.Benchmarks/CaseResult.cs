namespace ScimFunctions.Benchmarks;

/// <summary>All repeats of one case, each with the ratio of its requests/s to the mean of the bare runs before and after it.</summary>
public sealed record CaseResult(string Name, double? Goal, IReadOnlyList<WrkResult> Runs, IReadOnlyList<double> Ratios)
{
    public double RequestsPerSecond => Median(Runs.Select(run => run.RequestsPerSecond));

    public double P50 => Median(Runs.Select(run => run.P50));

    public double P99 => Median(Runs.Select(run => run.P99));

    public double Ratio => Median(Ratios);

    public long Refused => Runs.Sum(run => run.Refused);

    public long Broken => Runs.Sum(run => run.Broken);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
