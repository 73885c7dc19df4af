using System.Globalization;
using ScimFunctions.Cli.Trying.Playing;

namespace ScimFunctions.Cli.Trying.Reporting;

/// <summary>How outcomes are called.</summary>
internal static class StepWords
{
    /// <summary>The word for scripts.</summary>
    public static string Of(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Passed => "passed",
        StepOutcome.Failed => "failed",
        StepOutcome.Skipped => "skipped",
        _ => "notRun",
    };

    /// <summary>The last line: how many steps went how.</summary>
    public static string Summary(TryRun run)
    {
        var counts = new (StepOutcome Outcome, string Word)[]
        {
            (StepOutcome.Passed, "passed"), (StepOutcome.Failed, "failed"), (StepOutcome.Skipped, "skipped"), (StepOutcome.NotRun, "not run"),
        };
        var told = counts.Where(count => count.Outcome is StepOutcome.Passed || run.Count(count.Outcome) > 0)
            .Select(count => $"{run.Count(count.Outcome).ToString(CultureInfo.InvariantCulture)} {count.Word}");
        return $"{string.Join(", ", told)}. {(run.Left.Count == 0 ? "Nothing is left behind." : "Delete by hand what is left behind.")}";
    }

    /// <summary>The status and the time of an answer.</summary>
    public static string Answer(StepResult step) => step switch
    {
        { Outcome: StepOutcome.Skipped } => "skipped",
        { Outcome: StepOutcome.NotRun } => "not run",
        { Status: null } => "none",
        _ => string.Create(CultureInfo.InvariantCulture, $"{step.Status} {step.Took!.Value.TotalMilliseconds,5:0} ms"),
    };
}
