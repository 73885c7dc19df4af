using System.Globalization;
using System.Text;

namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>Loads and costs as the Markdown tables of docs/cost.md.</summary>
public static class CapacityReport
{
    /// <summary>The populations of docs/cost.md, or one of these numbers.</summary>
    public static IReadOnlyList<Scenario> Scenarios(int? groups, long? users) => groups is null && users is null
        ?
        [
            .. Of(1, 1_000),
            .. Of(50, 100_000),
            .. Of(5_000, 10_000_000),
        ]
        : [.. Of(groups ?? 50, users ?? 100_000)];

    /// <summary>Both tables.</summary>
    public static string Write(IReadOnlyList<Scenario> scenarios, Limits limits, Prices prices)
    {
        var text = new StringBuilder();
        text.AppendLine("| users | groups | largest | cycle | requests/s | busiest partition | one account | vault, 10 s | nearest limit | accounts | busiest of them |");
        text.AppendLine("|---:|---:|---:|---|---:|---:|---:|---:|---|---:|---:|");
        var model = new CapacityModel(limits);
        foreach (var load in scenarios.Select(model.Play))
        {
            var (users, of) = (load.Scenario.Users, load.Scenario.Groups);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {users:N0} | {of:N0} | {load.LargestGroup:N0} | {load.Scenario.Name} | {load.Requests:N1} | {load.Partition:N0} | {load.Account:N0} | {load.Vault:N0} | {load.FirstLimit.Name}, {load.FirstLimit.Share:P0} | {load.Accounts:N0} | {load.BusiestAccount:N0} |");
        }

        text.AppendLine();
        text.AppendLine("| users | requests | table calls | GB-s | GB stored | vault reads | GB telemetry | Functions | tables | vault | telemetry | a month |");
        text.AppendLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var cost in scenarios.Where(scenario => scenario.FirstCycle == 0).Select(scenario => new MonthlyCost(scenario, prices, limits)))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {cost.Scenario.Users:N0} | {cost.Requests:N0} | {cost.TableCalls:N0} | {cost.GigabyteSeconds:N0} | {cost.StoredGigabytes:N2} | {cost.VaultReads:N0} | {cost.IngestedGigabytes:N2} | ${cost.Functions:N2} | ${cost.Tables:N2} | ${cost.Vault:N2} | ${cost.Telemetry:N2} | ${cost.Total:N2} |");
        }

        return text.ToString();
    }

    private static IEnumerable<Scenario> Of(int groups, long users) =>
    [
        new("ordinary", groups, users, 0),
        new("ordinary, 1 % of groups in their first", groups, users, 0.01),
        new("all in their first", groups, users, 1),
    ];
}
