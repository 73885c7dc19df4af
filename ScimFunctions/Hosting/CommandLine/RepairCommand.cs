using System.CommandLine;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>repair &lt;group&gt;</c>: mends what <c>check</c> finds.</summary>
internal sealed class RepairCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Argument<string> _group = new("group") { Description = "The path of the group, such as demo." };

    public Command ToCommand()
    {
        var command = new Command("repair", "Mend what 'check' finds, beside a running server too.") { _group };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = open();
        if (await services.Checking.RepairAsync(parsed.GetRequiredValue(_group), cancellation) is not { } report)
        {
            await error.WriteLineAsync(Lines.NoSuchGroup);
            return 1;
        }

        foreach (var finding in report.Mended)
        {
            await output.WriteLineAsync($"Mended: {finding.Key}: {finding.Problem}");
        }

        if (report.MadeVoid > 0)
        {
            await output.WriteLineAsync($"{report.MadeVoid} empty places of the journal were made void.");
        }

        await Lines.WriteAsync(output, report.Left);
        return report.Left.Findings.Count == 0 ? 0 : 1;
    }
}
