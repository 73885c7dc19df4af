using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.People;

/// <summary><c>restore</c>: a deleted user, as the log remembers it.</summary>
internal sealed class RestoreCommand(ManagementOptions management)
{
    private readonly Argument<string> _group = GroupArgument.New();
    private readonly Argument<string> _user = new("user") { Description = "The id of the deleted user, which 'log' shows." };

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("restore", "Restore a deleted user as the log remembers it.",
            "scimfunctions restore acme.io 2f0b6a1c-6c7e-4b6e-9c83-0a1b2c3d4e5f"));
        command.Arguments.Add(_group);
        command.Arguments.Add(_user);
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = Paths.Group(parsed.GetRequiredValue(_group), "users", parsed.GetRequiredValue(_user), "restore");
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Post, path, body: null, cancellation));
            return ExitCode.Done;
        });
        return command;
    }
}
