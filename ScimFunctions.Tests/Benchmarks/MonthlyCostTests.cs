using ScimFunctions.Benchmarks.Capacity;
using Xunit;

namespace ScimFunctions.Tests.Benchmarks;

public sealed class MonthlyCostTests
{
    private static readonly MonthlyCost Million = new(new Scenario("", 1, 1_000_000, 0), new Prices(), new Limits());

    [Fact]
    public void Cycle_of_forty_minutes_comes_1_080_times_a_month() => Assert.Equal(1_080, Million.Cycles);

    [Fact]
    public void Requests_and_calls_follow_the_mix()
    {
        Assert.Equal(1_000_000 * 0.0062 * 1_080, Million.Requests, 3);
        Assert.Equal(1_000_000 * 0.0122 * 1_080, Million.TableCalls, 3);
    }

    [Fact]
    public void Busy_group_is_charged_for_the_seconds_of_its_requests() =>
        // 6,200 requests at 25 a second are 248 s of 0.5 GB.
        Assert.Equal(248 * 0.5 * 1_080, Million.GigabyteSeconds, 3);

    [Fact]
    public void Small_group_is_charged_for_a_second_of_each_cycle_that_has_a_request()
    {
        var small = new MonthlyCost(new Scenario("", 1, 100, 0), new Prices(), new Limits());
        Assert.Equal(0.62 * 0.5 * 1_080, small.GigabyteSeconds, 3);
        Assert.Equal(0.62 * 1_080, small.VaultReads, 3);
    }

    [Fact]
    public void Free_grants_come_first()
    {
        var small = new MonthlyCost(new Scenario("", 1, 1_000, 0), new Prices(), new Limits());
        Assert.Equal((0, 0), (small.Functions, small.Telemetry));
    }

    [Fact]
    public void Functions_are_charged_by_executions_and_seconds() =>
        Assert.Equal(((6.696 - 0.25) * 0.40) + ((133_920 - 100_000) * 0.000026), Million.Functions, 6);

    [Fact]
    public void Total_is_the_sum() =>
        Assert.Equal(Million.Functions + Million.Tables + Million.Vault + Million.Telemetry, Million.Total);
}
