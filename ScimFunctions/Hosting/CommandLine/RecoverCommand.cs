using System.CommandLine;
using ScimFunctions.Tokens.Recovery;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>recover</c>: restores a backup to an empty store and its vault.</summary>
internal sealed class RecoverCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Option<string> _file = new("--file") { Description = "The file of a backup.", DefaultValueFactory = _ => "backup.jsonl" };

    public Command ToCommand()
    {
        var command = new Command("recover", "Restore a file of 'backup' to an empty store and the vault.") { _file };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetRequiredValue(_file);
        try
        {
            using var reader = new StreamReader(name);
            await using var services = open();
            var counts = await services.Required<StoreRecovery>().RunAsync(reader, cancellation);
            await output.WriteLineAsync($"Restored {counts.TenantGroups} groups, {counts.Rows} rows, {counts.Secrets} secrets.");
            if (counts.Lost > 0)
            {
                await error.WriteLineAsync($"{counts.Lost} secrets were lost: the tokens, or the admin key, that they held have ended. Make new ones.");
            }

            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
