using ScimFunctions.Cli.Output;
using ScimFunctions.Cli.Trying.Playing;
using Spectre.Console;

namespace ScimFunctions.Cli.Trying.Reporting;

/// <summary>A run for people: a table of the steps, then what each failure means, each meaning once.</summary>
internal sealed class TryTable(IAnsiConsole console)
{
    private const int DifferencesShown = 3;

    public void Write(TryRun run)
    {
        console.MarkupLineInterpolated($"[bold]{run.Cycle.Client}[/]: {run.Cycle.About}");
        console.Write(Steps(run));
        foreach (var failures in run.Steps.Where(step => step.Outcome is StepOutcome.Failed).GroupBy(step => step.Explanation!))
        {
            Write(failures.Key, [.. failures]);
        }

        foreach (var skips in run.Steps.Where(step => step.Outcome is StepOutcome.Skipped).GroupBy(step => step.Reason!, StringComparer.Ordinal))
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[yellow]Skipped[/] ({skips.Count()}): {skips.Key}");
        }

        foreach (var left in run.Left)
        {
            console.MarkupLineInterpolated($"[red]Left behind[/]: {PlainText.Of(left)}");
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{StepWords.Summary(run)}[/]");
    }

    private Table Steps(TryRun run)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(new TableColumn(""), new TableColumn("Step"), new TableColumn("Answer").NoWrap());
        foreach (var step in run.Steps)
        {
            table.AddRow(new Markup(Mark(step.Outcome)), new Text(step.Name), new Text(StepWords.Answer(step)));
        }

        return table;
    }

    private void Write(Explanation explanation, StepResult[] failures)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[red]{string.Join(", ", failures.Select(failure => failure.Name))}[/]");
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn();
        foreach (var failure in failures.Take(DifferencesShown))
        {
            Row("sent", failure.Request);
            Row("found", failure.Difference!);
            if (failure.Detail is { } detail)
            {
                Row("said", detail);
            }
        }

        if (failures.Length > DifferencesShown)
        {
            Row("", $"and {failures.Length - DifferencesShown} more");
        }

        Row("means", explanation.Means);
        Row("do", explanation.Remedy);
        console.Write(grid);

        void Row(string label, string text) => grid.AddRow(new Markup($"[grey]{label}[/]"), new Text(PlainText.Of(text, 400)));
    }

    private string Mark(StepOutcome outcome) => (outcome, console.Profile.Capabilities.Unicode) switch
    {
        (StepOutcome.Passed, true) => "[green]✓[/]",
        (StepOutcome.Passed, _) => "[green]ok[/]",
        (StepOutcome.Failed, true) => "[red]✗[/]",
        (StepOutcome.Failed, _) => "[red]FAIL[/]",
        _ => "[yellow]-[/]",
    };
}
