using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.AdminKeys;

/// <summary><c>admin-key rotate</c>: a new admin key in place of the one that is used for it.</summary>
internal sealed class AdminKeyCommand(ManagementOptions management)
{
    public Command ToCommand()
    {
        var yes = GroupArgument.Yes();
        var rotate = new ExampleCommand("rotate", "Make a new admin key and show it, this once; the old one ends.") { yes };
        management.Do(rotate, async (parsed, session, cancellation) =>
        {
            await session.ConfirmAsync(parsed.GetValue(yes), "This ends the admin key for everybody who has it.", cancellation);
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Post, "api/admin-key/rotate", body: null, cancellation));
            return ExitCode.Done;
        });
        var command = management.On(new ExampleCommand("admin-key", "Work on the key of the management interface."));
        command.Subcommands.Add(rotate);
        return command;
    }
}
