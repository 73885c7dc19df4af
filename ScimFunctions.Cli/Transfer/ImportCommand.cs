using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.Transfer;

/// <summary><c>import</c>: makes what a file of <c>export</c> tells of, some lines at a time.</summary>
internal sealed class ImportCommand(ManagementOptions management)
{
    // Enough that the requests do not matter, little enough that each is short.
    private const int BytesAtOnce = 2 * 1024 * 1024;

    private readonly Argument<string> _group = GroupArgument.New();
    private readonly Option<string?> _file = new("--file") { Description = "The file of an export; GROUP.jsonl unless given.", HelpName = "file" };

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("import", "Make a group's users and SCIM groups from a file of 'export'. What is there is left as it is, so it can be repeated.",
            "scimfunctions group add acme.io && scimfunctions import acme.io --file backup/acme.jsonl"));
        command.Arguments.Add(_group);
        command.Options.Add(_file);
        management.Do(command, RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, ManagementSession session, CancellationToken cancellation)
    {
        var group = parsed.GetRequiredValue(_group);
        var name = parsed.GetValue(_file) ?? group + ".jsonl";
        await using var file = Open(name);
        var total = await session.CountingAsync($"Importing into {group}", file.Length, told => SendAsync(session, group, file, told, cancellation));
        if (!session.Results.IsJson)
        {
            foreach (var (line, text) in total.Problems)
            {
                await session.Terminal.Error.WriteLineAsync(PlainText.Of($"{name}:{line}: {text}"));
            }
        }

        if (!total.IsWhole)
        {
            await session.Terminal.Error.WriteLineAsync($"{name} has no end line, so it may be a part of an export. Run 'export' again with this file, and then 'import'.");
        }

        await session.Results.DoneAsync(total.ToJson(), total.Summary);
        return total.ProblemCount == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static FileStream Open(string name)
    {
        try
        {
            return File.OpenRead(name);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Misused, $"The file {name} cannot be read. Name it with --file.");
        }
    }

    private static async Task<ImportTotal> SendAsync(ManagementSession session, string group, FileStream file, Action<double> told, CancellationToken cancellation)
    {
        var total = new ImportTotal();
        using var lines = new MemoryStream(2 * BytesAtOnce);
        var (sent, sentLines, held) = (0L, 0L, 0L);
        try
        {
            var rest = await WholeLines.ReadAsync(
                file,
                async line =>
                {
                    lines.Write(line.Span);
                    held++;
                    if (lines.Length >= BytesAtOnce)
                    {
                        await SendHeldAsync();
                    }
                },
                cancellation);
            lines.Write(rest.Span);
            if (lines.Length > 0)
            {
                await SendHeldAsync();
            }
        }
        catch (InvalidDataException failure)
        {
            throw new CommandException(ExitCode.Failed, $"{failure.Message} What comes before it is imported.");
        }

        return total;

        async Task SendHeldAsync()
        {
            total.Add(await session.Api.SendLinesAsync(Paths.Group(group, "import"), lines.GetBuffer().AsMemory(0, (int)lines.Length), cancellation), sentLines);
            (sent, sentLines, held) = (sent + lines.Length, sentLines + held, 0);
            lines.SetLength(0);
            told(sent);
        }
    }
}
