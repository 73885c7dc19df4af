using System.CommandLine;
using System.Text.Json;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.Checking;

/// <summary><c>check</c>: whether all rows of a group agree.</summary>
internal sealed class CheckCommand(ManagementOptions management)
{
    private static readonly Column[] Columns = [Column.Of("ROW", "key"), Column.Of("PROBLEM", "problem")];

    private readonly Argument<string> _group = GroupArgument.New();

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("check", "Hold all rows of a group against each other; exit code 1 if any is broken.",
            "scimfunctions check acme.io"));
        command.Arguments.Add(_group);
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = Paths.Group(parsed.GetRequiredValue(_group), "check");
            var report = await session.WorkingAsync("Holding all rows against each other", () => session.Api.WaitForAsync(HttpMethod.Post, path, cancellation));
            var findings = report.TryGetProperty("findings", out var found) && found.ValueKind is JsonValueKind.Array ? found.EnumerateArray().ToArray() : [];
            if (session.Results.IsJson)
            {
                await session.Results.ShowAsync(report);
            }
            else if (findings.Length > 0)
            {
                await session.Results.ListAsync(findings.ToAsyncEnumerable(), Columns, cancellation);
            }

            await session.Terminal.Error.WriteLineAsync(Summary(report, findings.Length));
            return findings.Length == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static string Summary(JsonElement report, int findings) => findings == 0
        ? $"All {JsonField.Text(report, "rows")} rows agree."
        : $"{JsonField.Text(report, "broken")} of {JsonField.Text(report, "rows")} rows are broken. Mend them with the server's own command 'repair'.";
}
