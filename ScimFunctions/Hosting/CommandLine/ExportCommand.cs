using System.CommandLine;
using ScimFunctions.Directory.Transfer.Exporting;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>export &lt;group&gt;</c>: writes a tenant group as JSON lines.</summary>
internal sealed class ExportCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Argument<string> _group = new("group") { Description = "The path of the group, such as demo." };
    private readonly Option<string> _file = new("--file") { Description = "The file; GROUP.jsonl unless given. One that was cut off is gone on with." };

    public Command ToCommand()
    {
        var command = new Command("export", "Write a group's users, SCIM groups, settings and extensions to a file, as JSON lines.") { _group, _file };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(_group);
        var name = parsed.GetValue(_file) ?? path + ".jsonl";
        await using var services = open();
        if (await services.Groups.FindAsync(path, cancellation) is not { } stored)
        {
            await error.WriteLineAsync("There is no group with this path.");
            return 1;
        }

        try
        {
            await using var file = new ExportFile(name);
            var position = await file.FindEndAsync(cancellation);
            if (position.HasEnded)
            {
                await output.WriteLineAsync($"{name} holds a whole export already. Name another file for a new one.");
                return 0;
            }

            var counts = await services.Required<TenantExport>().RunAsync(
                stored.Group, position, file.Stream, so => error.WriteLine($"{so.Users} users, {so.Members} members"), cancellation);
            await file.SyncAsync(cancellation);
            await output.WriteLineAsync(
                $"{name}: {counts.Users} users, {counts.Groups} SCIM groups, {counts.Members} members, {counts.TakenIds} ids that are not given again.");
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync($"The file {name} cannot be written: {exception.Message}");
            return 1;
        }
    }
}
