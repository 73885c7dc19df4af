using System.CommandLine;
using System.Text;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Directory.Transfer.Importing;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>import &lt;group&gt;</c>: makes what an export tells of.</summary>
internal sealed class ImportCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private const long Between = 100_000;

    private readonly Argument<string> _group = new("group") { Description = "The path of the group, which is made where it is missing." };
    private readonly Option<string> _file = new("--file") { Description = "The file of an export; GROUP.jsonl unless given." };

    private long _told;

    public Command ToCommand()
    {
        var command = new Command("import", "Make a group's users and SCIM groups from a file of 'export'. What is there is left as it is, so it can be repeated.") { _group, _file };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(_group);
        var name = parsed.GetValue(_file) ?? path + ".jsonl";
        try
        {
            if (!File.Exists(name))
            {
                await error.WriteLineAsync($"There is no file {name}. Name it with --file.");
                return 1;
            }

            await using var services = open();
            var context = new ChangeContext("command line", "import");
            var report = await services.Required<TenantImport>().RunAsync(
                path, () => new StreamReader(name, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16), context, Tell, cancellation);
            return await TellAsync(name, report);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            await error.WriteLineAsync($"The import failed: {exception.Message}");
            return 1;
        }
    }

    private async Task<int> TellAsync(string name, ImportReport report)
    {
        foreach (var problem in report.Problems)
        {
            await error.WriteLineAsync($"{name}:{problem.Line}: {problem.Text}");
        }

        if (report.ProblemCount > report.Problems.Count)
        {
            await error.WriteLineAsync($"{report.ProblemCount - report.Problems.Count} more lines had problems.");
        }

        var made = report.Made;
        await output.WriteLineAsync(
            $"Made {made.Users} users, {made.Groups} SCIM groups, {made.Members} members, {made.TakenIds} ids that are not given again; {report.There} were there already.");
        if (!report.IsWhole)
        {
            await error.WriteLineAsync($"{name} has no end line, so it may be a part of an export. Run 'export' again with this file, and then 'import'.");
        }

        return report.ProblemCount == 0 ? 0 : 1;
    }

    private void Tell(ExportCounts made)
    {
        if (made.Users + made.Members >= _told + Between)
        {
            _told = made.Users + made.Members;
            error.WriteLine($"{made.Users} users, {made.Members} members");
        }
    }
}
