using System.CommandLine;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary>The command line: what to do instead of serving requests.</summary>
/// <param name="open">Opens the services for the given configuration arguments. Not called for help.</param>
/// <param name="output">Takes results.</param>
/// <param name="error">Takes errors, one sentence each.</param>
public sealed class Commands(Func<string[], CommandServices> open, TextWriter output, TextWriter error)
{
    private const int Done = 0, Failed = 1, Misused = 2;

    private static readonly string[] HelpWords = ["--help", "-h", "-?", "help"];

    /// <summary>Whether the arguments are a command, rather than configuration of the server: the first is
    /// <c>--help</c>, <c>--version</c> or does not begin with <c>--</c>.</summary>
    public static bool Handles(IReadOnlyList<string> args) =>
        args is [var first, ..]
        && (first is "--help" or "--version" || !first.StartsWith("--", StringComparison.Ordinal));

    /// <summary>Runs the command and gives the exit code: 0 done, 1 failed, 2 not understood.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        if (args is [var word, ..] && HelpWords.Contains(word, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(HelpText.Text);
            return Done;
        }

        var arguments = CommandArguments.Of(args);
        if (arguments.Own is [var first, ..] && first is not ("token" or "group" or "admin-key" or "check" or "repair" or "export" or "import" or "restore" or "backup" or "recover" or "--version"))
        {
            await error.WriteLineAsync("There is no such command. The commands are: token, group add, admin-key, check, repair, export, import, restore, backup, recover. See --help.");
            return Misused;
        }

        var root = new RootCommand("A SCIM 2.0 service provider.")
        {
            new TokenCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new GroupCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new AdminKeyCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new CheckCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new RepairCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new ExportCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new ImportCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new RestoreCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new BackupCommand(() => open(arguments.Configuration), output, error).ToCommand(),
            new RecoverCommand(() => open(arguments.Configuration), output, error).ToCommand(),
        };
        var parsed = root.Parse(arguments.Own);
        if (parsed.Errors is [var problem, ..])
        {
            await error.WriteLineAsync(problem.Message + " See --help.");
            return Misused;
        }

        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(invocation, cancellation);
        }
        catch (Exception failure) when (failure is StorageException or TokenVaultException)
        {
            await error.WriteLineAsync(failure.Message);
            return Failed;
        }
    }
}
