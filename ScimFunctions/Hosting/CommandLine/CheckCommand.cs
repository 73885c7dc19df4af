using System.CommandLine;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>check &lt;group&gt;</c>: proves that all rows of a tenant group agree, or says which do not.</summary>
internal sealed class CheckCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Argument<string> _group = new("group") { Description = "The path of the group, such as demo." };

    public Command ToCommand()
    {
        var command = new Command("check", "Hold all rows of a group against each other, beside a running server too.") { _group };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = open();
        if (await services.Checking.CheckAsync(parsed.GetRequiredValue(_group), cancellation) is not { } report)
        {
            await error.WriteLineAsync(Lines.NoSuchGroup);
            return 1;
        }

        await Lines.WriteAsync(output, report);

        // A deployment that nobody asks anything gets here what is else done on the way of requests.
        if (services.Housekeeping is { } work && await work(cancellation) is { } left and > 0)
        {
            await error.WriteLineAsync($"{left} deleted groups are still to be removed; run 'check' again later, or leave it to the server.");
        }

        return report.Findings.Count == 0 ? 0 : 1;
    }
}
