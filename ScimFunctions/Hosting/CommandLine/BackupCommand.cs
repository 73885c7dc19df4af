using System.CommandLine;
using System.Text;
using ScimFunctions.Tokens.Recovery;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>backup</c>: writes the whole store and the secrets that it names to a file.</summary>
internal sealed class BackupCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Option<string> _file = new("--file") { Description = "The file, which must not be there yet.", DefaultValueFactory = _ => "backup.jsonl" };

    public Command ToCommand()
    {
        var command = new Command("backup", "Write all groups, and the hashes of their tokens, to a file.") { _file };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetRequiredValue(_file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await using var services = open();
            await using var writer = new StreamWriter(name, Encoding.UTF8, options);
            var counts = await services.Required<StoreBackup>().RunAsync(writer, cancellation);
            await output.WriteLineAsync($"{name}: {counts.TenantGroups} groups, {counts.Rows} rows, {counts.Secrets} secrets.");
            if (counts.Lost > 0)
            {
                await error.WriteLineAsync($"{counts.Lost} secrets are named and not in the vault: what they held has ended.");
            }

            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The file {name} cannot be written: {exception.Message}");
            return 1;
        }
    }
}
