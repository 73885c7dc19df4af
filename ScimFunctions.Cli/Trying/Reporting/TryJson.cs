using System.Text.Json;
using ScimFunctions.Cli.Output;
using ScimFunctions.Cli.Trying.Endpoints;
using ScimFunctions.Cli.Trying.Playing;

namespace ScimFunctions.Cli.Trying.Reporting;

/// <summary>A run for scripts: one JSON document.</summary>
internal static class TryJson
{
    public static string Write(TryRun run, TenantUrl url) => CliJson.Document(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("client", run.Cycle.Client);
        writer.WriteString("url", url.Root.AbsoluteUri);
        writer.WriteNumber("passed", run.Count(StepOutcome.Passed));
        writer.WriteNumber("failed", run.Count(StepOutcome.Failed));
        writer.WriteNumber("skipped", run.Count(StepOutcome.Skipped));
        writer.WriteNumber("notRun", run.Count(StepOutcome.NotRun));
        writer.WriteBoolean("stopped", run.WasStopped);
        writer.WriteStartArray("steps");
        foreach (var step in run.Steps)
        {
            Write(writer, step);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("left");
        foreach (var left in run.Left)
        {
            writer.WriteStringValue(left);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, StepResult step)
    {
        writer.WriteStartObject();
        writer.WriteString("name", step.Name);
        writer.WriteString("result", StepWords.Of(step.Outcome));
        writer.WriteString("request", step.Request);
        if (step.Status is { } status)
        {
            writer.WriteNumber("status", status);
        }

        if (step.Took is { } took)
        {
            writer.WriteNumber("milliseconds", (long)took.TotalMilliseconds);
        }

        Text("difference", step.Difference);
        Text("detail", step.Detail);
        Text("problem", step.Explanation?.Name);
        Text("means", step.Explanation?.Means);
        Text("remedy", step.Explanation?.Remedy);
        Text("reason", step.Reason);
        writer.WriteEndObject();

        void Text(string name, string? value)
        {
            if (value is not null)
            {
                writer.WriteString(name, PlainText.Of(value));
            }
        }
    }
}
