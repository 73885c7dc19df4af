namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>
/// Plays one cycle second by second: each group begins at a moment of its own and sends at the identity provider's pace
/// until it is done. Groups are spread over accounts by a hash, each whole in one.
/// </summary>
public sealed class CapacityModel(Limits limits)
{
    private const int MostAccounts = 4_096;

    /// <summary>Plays a scenario; the same one always ends the same.</summary>
    public Load Play(Scenario scenario)
    {
        var sizes = scenario.Sizes();
        var bursts = sizes.Select((users, rank) => BurstOf(rank, users, scenario)).ToList();
        var requests = Peak(bursts, burst => burst.Requests);
        var account = Peak(bursts, burst => burst.Entities);
        var partition = bursts.Max(burst => burst.Entities);
        var instances = Math.Max(1, Math.Ceiling(requests / limits.InstancePace));
        // Each instance reads the secret of each group that it hears of: those at work, and those that begin.
        var vault = (Peak(bursts, _ => 1) + (10.0 * bursts.Count / limits.CycleSeconds)) * instances;
        var (accounts, busiest) = Spread(bursts);
        (string Name, double Share)[] shares =
            [("partition", partition / limits.PartitionEntities), ("account", account / limits.AccountEntities), ("vault", vault / limits.VaultReads)];
        return new Load(scenario, sizes[0], requests, partition, account, vault, accounts, busiest, shares.MaxBy(share => share.Share));
    }

    /// <summary>Which of some accounts a group lives in.</summary>
    public static int AccountOf(int group, int accounts) => (int)(Hash((ulong)group) % (ulong)accounts);

    private (int Accounts, double Busiest) Spread(IReadOnlyList<Burst> bursts)
    {
        for (var accounts = 1; accounts <= MostAccounts; accounts++)
        {
            var of = accounts;
            var busiest = bursts.GroupBy(burst => AccountOf(burst.Group, of)).Max(group => Peak([.. group], burst => burst.Entities));
            if (busiest <= limits.AccountEntities * limits.Headroom)
            {
                return (accounts, busiest);
            }
        }

        throw new InvalidOperationException($"More than {MostAccounts} accounts would be needed.");
    }

    private Burst BurstOf(int group, double users, Scenario scenario)
    {
        // Ranks and first cycles are independent of each other, and so are ranks and moments.
        var isFirst = Hash((ulong)group + 0x5EED) % 10_000 < scenario.FirstCycle * 10_000;
        var mix = isFirst ? Mix.First : Mix.Ordinary;
        var seconds = Math.Clamp(users * mix.Requests / limits.Pace, 1, limits.CycleSeconds);
        var pace = Math.Min(limits.Pace, users * mix.Requests / seconds);
        var start = (int)(Hash((ulong)group + 0xBE617) % (ulong)limits.CycleSeconds);
        return new Burst(group, start, (int)Math.Ceiling(seconds), pace, pace * mix.PerRequest.Entities);
    }

    /// <summary>The highest sum of a second, of bursts that may go on past the end of the cycle into its beginning.</summary>
    private double Peak(IReadOnlyList<Burst> bursts, Func<Burst, double> rate)
    {
        var changes = new double[limits.CycleSeconds + 1];
        foreach (var burst in bursts)
        {
            var end = burst.Start + burst.Seconds;
            changes[burst.Start] += rate(burst);
            changes[Math.Min(end, limits.CycleSeconds)] -= rate(burst);
            if (end > limits.CycleSeconds)
            {
                changes[0] += rate(burst);
                changes[end - limits.CycleSeconds] -= rate(burst);
            }
        }

        var (now, peak) = (0.0, 0.0);
        for (var second = 0; second < limits.CycleSeconds; second++)
        {
            now += changes[second];
            peak = Math.Max(peak, now);
        }

        return peak;
    }

    // SplitMix64: the same on every run and machine.
    private static ulong Hash(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private sealed record Burst(int Group, int Start, int Seconds, double Requests, double Entities);
}
