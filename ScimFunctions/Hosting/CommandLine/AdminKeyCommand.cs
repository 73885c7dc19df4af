using System.CommandLine;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>admin-key</c>: makes the key of the management interface and shows it, once.</summary>
internal sealed class AdminKeyCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Option<bool> _rotate = new("--rotate") { Description = "Make a new key; the old one ends at once." };

    public Command ToCommand()
    {
        var command = new Command("admin-key", "Make the admin key if there is none, and print it.") { _rotate };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = open();
        var rotate = parsed.GetValue(_rotate);
        var key = rotate ? await services.AdminKey.RotateAsync(cancellation) : await services.AdminKey.EnsureAsync(cancellation);
        if (key is not null)
        {
            await output.WriteLineAsync(Lines.AdminKey(key));
            return 0;
        }

        if (rotate)
        {
            await error.WriteLineAsync("Somebody else changed the admin key at the same time: try again.");
            return 1;
        }

        await output.WriteLineAsync("There is an admin key already. Only its hash is stored; 'admin-key --rotate' makes a new one.");
        return 0;
    }
}
