using System.Globalization;
using System.Text.RegularExpressions;

namespace ScimFunctions.Benchmarks;

/// <summary>What one run of wrk found. Latencies are in milliseconds.</summary>
public sealed partial record WrkResult(double RequestsPerSecond, double P50, double P99, long Refused, long Broken)
{
    /// <summary>Reads the line that report.lua writes.</summary>
    public static WrkResult Parse(string output)
    {
        var match = Line().Match(output);
        if (!match.Success)
        {
            throw new InvalidOperationException($"wrk gave no result, but:\n{output}");
        }

        double Number(string name) => double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        return new WrkResult(Number("requests") / (Number("microseconds") / 1e6), Number("p50") / 1000, Number("p99") / 1000,
            (long)Number("refused"), (long)Number("broken"));
    }

    [GeneratedRegex(@"RESULT requests=(?<requests>\d+) microseconds=(?<microseconds>\d+) p50=(?<p50>\d+) p99=(?<p99>\d+) refused=(?<refused>\d+) broken=(?<broken>\d+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
