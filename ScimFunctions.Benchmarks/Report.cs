using System.Globalization;
using System.Text;

namespace ScimFunctions.Benchmarks;

/// <summary>The results as a Markdown table.</summary>
public static class Report
{
    public static string Write(BenchmarkOptions options, IEnumerable<CaseResult> results, double syncsPerSecond, TimeSpan? firstRun, DateTimeOffset date)
    {
        var text = new StringBuilder();
        text.AppendLine("| case | requests/s | p50 ms | p99 ms | ratio to bare | of each repeat | goal | |");
        text.AppendLine("|---|---:|---:|---:|---:|---|---:|---|");
        foreach (var result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {result.Name} | {result.RequestsPerSecond:N0} | {result.P50:F2} | {result.P99:F2} | {result.Ratio:F2} | {Each(result)} | {Goal(result)} |");
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{options.Users} users, {options.Connections} connections, {options.Threads} threads of wrk, {options.Seconds} s a run, median of {options.Repeats}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Disk: {syncsPerSecond:N0} synced appends of 4 KiB a second on one thread.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Machine.Describe()}. {date:yyyy-MM-dd}.");
        if (firstRun is { } time)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run --project ScimFunctions` on an empty store, built already: {time.TotalSeconds:F1} s to the printed URL.");
        }

        return text.ToString();
    }

    private static string Each(CaseResult result) =>
        string.Join(", ", result.Ratios.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)));

    private static string Goal(CaseResult result) => (result.Goal, result) switch
    {
        (_, { Refused: > 0 } or { Broken: > 0 }) =>
            string.Create(CultureInfo.InvariantCulture, $"{result.Goal:F2} | FAILED: {result.Refused} refused, {result.Broken} broken"),
        (null, _) => " | ",
        ({ } goal, _) => string.Create(CultureInfo.InvariantCulture, $"{goal:F2} | {(result.Ratio >= goal ? "met" : "missed")}"),
    };
}
