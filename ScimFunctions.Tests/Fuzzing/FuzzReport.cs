using System.Globalization;
using System.Text;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>The outcome of a run as a Markdown table, and what went wrong.</summary>
internal static class FuzzReport
{
    public static string Write(FuzzCount[] counts, TimeSpan elapsed, int seed, IEnumerable<FuzzDefect> defects)
    {
        var text = new StringBuilder();
        text.AppendLine("| kind | inputs | accepted | refused | slowest ms |");
        text.AppendLine("|---|---:|---:|---:|---:|");
        foreach (var kind in Enum.GetValues<FuzzKind>())
        {
            Append(text, kind.ToString().ToLowerInvariant(), counts[(int)kind]);
        }

        var all = counts.Aggregate(FuzzCount.Add);
        Append(text, "all", all);
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Seed {seed}; {elapsed.TotalSeconds:F0} s, {all.Inputs / elapsed.TotalSeconds:N0} inputs/s. Defects: {defects.Count()}.");
        foreach (var defect in defects)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{defect.Input.Kind} on {defect.Input.Subject.Type.Name}: {defect.Problem}").AppendLine(defect.Input.Text);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string kind, FuzzCount count) => text.AppendLine(CultureInfo.InvariantCulture,
        $"| {kind} | {count.Inputs:N0} | {count.Accepted:N0} | {count.Inputs - count.Accepted:N0} | {count.Slowest.TotalMilliseconds:F1} |");
}
