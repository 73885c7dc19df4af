using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;
using ScimFunctions.Cli.Trying.Playing;

namespace ScimFunctions.Cli.Trying.Reporting;

/// <summary>A run for a pipe: a line for each step, and what is said about the whole as messages.</summary>
internal static class TryLines
{
    public static async Task WriteAsync(TryRun run, Terminal terminal)
    {
        await TabbedLines.WriteAsync(terminal.Output, ["RESULT", "STEP", "STATUS", "FOUND", "MEANS", "DO"]);
        foreach (var step in run.Steps)
        {
            await TabbedLines.WriteAsync(terminal.Output,
                [StepWords.Of(step.Outcome), step.Name, $"{step.Status}", step.Difference ?? "", step.Explanation?.Means ?? step.Reason ?? "", step.Explanation?.Remedy ?? ""]);
        }

        foreach (var left in run.Left)
        {
            await terminal.Error.WriteLineAsync($"Left behind: {PlainText.Of(left)}");
        }

        await terminal.Error.WriteLineAsync(StepWords.Summary(run));
    }
}
