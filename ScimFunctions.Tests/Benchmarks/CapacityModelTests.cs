using ScimFunctions.Benchmarks.Capacity;
using Xunit;

namespace ScimFunctions.Tests.Benchmarks;

/// <summary>The arithmetic of docs/cost.md, on numbers that can be checked by hand.</summary>
public sealed class CapacityModelTests
{
    private static readonly Limits Limits = new();

    private static readonly CapacityModel Model = new(Limits);

    [Fact]
    public void Ordinary_cycle_asks_of_the_store_what_its_requests_do()
    {
        // 0.005 look-ups of 2 calls, 0.001 patches of 2 calls and 3 entities, 0.0001 creates of 2 calls and 7 entities.
        Assert.Equal(0.0062, Mix.Ordinary.Requests, 6);
        Assert.Equal(0.0122, Mix.Ordinary.Cost.Calls, 6);
        Assert.Equal(0.0137, Mix.Ordinary.Cost.Entities, 6);
    }

    [Fact]
    public void First_cycle_takes_seven_entities_in_two_requests() => Assert.Equal(3.5, Mix.First.PerRequest.Entities, 6);

    [Fact]
    public void Sizes_fall_by_rank_and_sum_up()
    {
        var sizes = new Scenario("", 4, 2_500, 0).Sizes();
        Assert.Equal([1_200, 600, 400, 300], sizes.Select(users => Math.Round(users)));
    }

    [Fact]
    public void One_group_loads_its_partition_at_the_provider_s_pace()
    {
        var load = Model.Play(new Scenario("", 1, 1_000_000, 1));
        Assert.Equal(25, load.Requests, 6);
        Assert.Equal(25 * 3.5, load.Partition, 6);
        Assert.Equal(load.Partition, load.Account, 6);
        Assert.Equal(("partition", 0.04375), (load.FirstLimit.Name, load.FirstLimit.Share));
        Assert.Equal(1, load.Accounts);
    }

    [Fact]
    public void All_groups_at_once_need_as_many_accounts_as_their_load_has()
    {
        // Each of 5,000 groups of 12,000 users is busy for the whole of its first cycle: 87.5 entities/s each.
        var load = Model.Play(new Scenario("", 5_000, 5_000L * 60_000, 1) { Skew = 0 });
        Assert.Equal(5_000 * 87.5, load.Account, 3);
        Assert.InRange(load.Accounts, (int)Math.Ceiling(5_000 * 87.5 / 14_000), 45);
        Assert.InRange(load.BusiestAccount, 0, 14_000);
    }

    [Fact]
    public void One_account_less_would_be_too_much()
    {
        var scenario = new Scenario("", 500, 30_000_000, 1) { Skew = 0 };
        var load = Model.Play(scenario);
        var fewer = Enumerable.Range(0, 500).GroupBy(group => CapacityModel.AccountOf(group, load.Accounts - 1)).Max(groups => groups.Count() * 87.5);
        Assert.True(fewer > Limits.AccountEntities * Limits.Headroom);
    }

    [Fact]
    public void Accounts_share_groups_evenly()
    {
        var counts = Enumerable.Range(0, 10_000).GroupBy(group => CapacityModel.AccountOf(group, 10)).Select(groups => groups.Count());
        Assert.All(counts, count => Assert.InRange(count, 900, 1_100));
    }

    [Fact]
    public void Busy_groups_reach_the_vault_s_limit_when_all_instances_start_anew()
    {
        var load = Model.Play(new Scenario("", 5_000, 300_000_000, 1) { Skew = 0 });
        Assert.Equal("vault", load.FirstLimit.Name);
    }

    [Fact]
    public void Same_scenario_ends_the_same()
    {
        var scenario = new Scenario("", 200, 1_000_000, 0.1);
        Assert.Equal(Model.Play(scenario), Model.Play(scenario));
    }
}
