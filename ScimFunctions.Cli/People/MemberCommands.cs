using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.People;

/// <summary><c>member</c>: the members of a group and their roles.</summary>
internal sealed class MemberCommands(ManagementOptions management)
{
    private static readonly Column[] Columns =
    [
        Column.Of("USER", "userName"), Column.Of("ROLE", "role"), Column.Of("STATE", "state"), Column.Of("SINCE", "since"), Column.Of("USER ID", "userId"),
    ];

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("member", "Work on the members of a group and their roles.",
            "scimfunctions member list acme.io",
            "scimfunctions member role acme.io 2f0b6a1c-6c7e-4b6e-9c83-0a1b2c3d4e5f owner"));
        command.Subcommands.Add(List());
        command.Subcommands.Add(Role());
        return command;
    }

    private ExampleCommand List()
    {
        var (group, top) = (GroupArgument.New(), GroupArgument.Top());
        var command = new ExampleCommand("list", "List the members.") { group, top };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = Paths.Group(parsed.GetRequiredValue(group), "members");
            await session.Results.ListAsync(session.ItemsAsync(path, parsed.GetValue(top), cancellation), Columns, cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Role()
    {
        var group = GroupArgument.New();
        Argument<string> user = new("user") { Description = "The user's id." };
        Argument<string> role = new("role") { Description = "The role, one of the group's." };
        var command = new ExampleCommand("role", "Give a member a role.") { group, user, role };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = Paths.Group(parsed.GetRequiredValue(group), "members", parsed.GetRequiredValue(user));
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Patch, path, JsonBody.Of(("role", parsed.GetRequiredValue(role))), cancellation));
            return ExitCode.Done;
        });
        return command;
    }
}
