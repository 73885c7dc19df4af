using System.CommandLine;
using System.CommandLine.Invocation;
using ScimFunctions.Cli.AdminKeys;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.Checking;
using ScimFunctions.Cli.Groups;
using ScimFunctions.Cli.Log;
using ScimFunctions.Cli.Output;
using ScimFunctions.Cli.People;
using ScimFunctions.Cli.SingleSignOn;
using ScimFunctions.Cli.Tokens;
using ScimFunctions.Cli.Transfer;
using ScimFunctions.Cli.Trying;

namespace ScimFunctions.Cli.CommandLine;

/// <summary>The command line: what it understands, and the one place where failures become messages and exit codes.</summary>
/// <param name="terminal">Where it reads and writes.</param>
public sealed class CliApplication(Terminal terminal)
{
    // What was made is deleted again when Ctrl-C is pressed, which takes some requests.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMinutes(1);

    /// <summary>Runs one command and gives its exit code, one of <see cref="ExitCode"/>.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        var parsed = Root().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return await MisusedAsync(parsed);
        }

        var invocation = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToEnd,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, cancellation);
        }
        catch (CommandException failure)
        {
            await terminal.Error.WriteLineAsync(PlainText.Of(failure.Message));
            foreach (var line in failure.Particulars)
            {
                await terminal.Error.WriteLineAsync("  " + PlainText.Of(line));
            }

            return failure.ExitCode;
        }
        catch (IOException failure)
        {
            await terminal.Error.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("Stopped.");
            return ExitCode.Failed;
        }
    }

    private RootCommand Root()
    {
        var management = new ManagementOptions(terminal);
        var root = new RootCommand("Administers ScimFunctions, and tries what identity providers send against any SCIM 2.0 endpoint.")
        {
            new TryCommand(terminal).ToCommand(),
            new GroupCommands(management).ToCommand(),
            new SsoCommands(management).ToCommand(),
            new TokenCommands(management).ToCommand(),
            new IdentityCommands(management).ToCommand(),
            new MemberCommands(management).ToCommand(),
            new LogCommand(management).ToCommand(),
            new RestoreCommand(management).ToCommand(),
            new EraseCommand(management).ToCommand(),
            new CheckCommand(management).ToCommand(),
            new ExportCommand(management).ToCommand(),
            new ImportCommand(management).ToCommand(),
            new AdminKeyCommand(management).ToCommand(),
            new CompletionCommand(terminal).ToCommand(),
        };
        HelpWithExamples.Add(root);
        return root;
    }

    private async Task<int> MisusedAsync(ParseResult parsed)
    {
        foreach (var problem in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
        {
            await terminal.Error.WriteLineAsync(problem);
        }

        var words = parsed.CommandResult.Command.Parents.OfType<Command>().Prepend(parsed.CommandResult.Command)
            .Where(command => command is not RootCommand).Reverse().Select(command => command.Name);
        await terminal.Error.WriteLineAsync($"See '{string.Join(' ', words.Prepend("scimfunctions"))} --help'.");
        return ExitCode.Misused;
    }
}
