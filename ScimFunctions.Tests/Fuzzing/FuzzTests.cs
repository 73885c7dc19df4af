using Xunit;

namespace ScimFunctions.Tests.Fuzzing;

public sealed class FuzzTests
{
    [Fact]
    public void Arbitrary_filters_paths_and_patches_are_accepted_or_refused_at_once()
    {
        var run = new FuzzRun(inputs: 20_000, TimeSpan.FromMinutes(2), seed: 2026, workers: 1);

        var counts = run.Run();

        Assert.True(run.Defects.Count == 0, FuzzReport.Write(counts, run.Elapsed, 2026, run.Defects));
        Assert.All(counts, count => Assert.InRange(count.Accepted, 500, count.Inputs - 500));
    }
}
