using ScimFunctions.Benchmarks.Capacity;
using Xunit;

namespace ScimFunctions.Tests.Benchmarks;

public sealed class CapacityReportTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(50_000, 100_000_000L)]
    public async Task Document_has_what_the_model_prints(int? groups, long? users)
    {
        var document = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Benchmarks", "cost.md"), TestContext.Current.CancellationToken);
        var loads = CapacityReport.Write(CapacityReport.Scenarios(groups, users), new Limits(), new Prices()).ReplaceLineEndings("\n");
        var printed = groups is null ? loads : loads[..loads.IndexOf("\n\n", StringComparison.Ordinal)];
        Assert.All(printed.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line, document));
    }

    [Fact]
    public void Options_are_read()
    {
        var options = CapacityOptions.Parse(["--groups", "7", "--users", "70", "--pace", "5", "--cycle-minutes", "20"]);
        Assert.Equal((7, 70L, 5d, 1_200), (options.Groups, options.Users, options.Limits.Pace, options.Limits.CycleSeconds));
    }

    [Theory]
    [InlineData("--groups", "0")]
    [InlineData("--groups")]
    [InlineData("--nonsense", "1")]
    public void Option_that_does_not_do_is_named(params string[] arguments) =>
        Assert.Contains(arguments[0], Assert.Throws<ArgumentException>(() => CapacityOptions.Parse(arguments)).Message, StringComparison.Ordinal);
}
