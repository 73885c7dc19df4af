using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.Groups;

/// <summary><c>group</c>: the groups that organisations provision into.</summary>
internal sealed class GroupCommands(ManagementOptions management)
{
    private static readonly Column[] Columns =
    [
        Column.Whole("PATH", "path"), Column.Of("NAME", "name"), Column.Of("STATUS", "status"), Column.Of("CREATED", "created"),
    ];

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("group", "Work on groups, into which organisations provision.",
            "scimfunctions group add acme.io --name \"Acme\"",
            "scimfunctions group list --json",
            "scimfunctions group settings acme.io --allowed-domains acme.io,acme.com --user-limit 500"));
        command.Subcommands.Add(List());
        command.Subcommands.Add(new GroupAddCommand(management).ToCommand());
        command.Subcommands.Add(Show());
        command.Subcommands.Add(Rename());
        command.Subcommands.Add(Delete());
        command.Subcommands.Add(new GroupSettingsCommand(management).ToCommand());
        return command;
    }

    private ExampleCommand List()
    {
        var top = GroupArgument.Top();
        var command = new ExampleCommand("list", "List the groups.") { top };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            await session.Results.ListAsync(session.ItemsAsync(Paths.Groups, parsed.GetValue(top), cancellation), Columns, cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Show()
    {
        var group = GroupArgument.New();
        var command = new ExampleCommand("show", "Show a group: its tenant URL, its counts, the paths that it had.") { group };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            await session.Results.ShowAsync(await session.Api.GetAsync(Paths.Group(parsed.GetRequiredValue(group)), cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Rename()
    {
        var group = GroupArgument.New();
        Option<string?> path = new("--path") { Description = "The new path. URLs of the old one answer for some time.", HelpName = "path" };
        Option<string?> name = new("--name") { Description = "The new name that people see.", HelpName = "text" };
        var command = new ExampleCommand("rename", "Give a group another path or name.",
            "scimfunctions group rename acme.io --path acme --name \"Acme Corporation\"") { group, path, name };
        command.Validators.Add(result =>
        {
            if (result.GetResult(path) is null && result.GetResult(name) is null)
            {
                result.AddError("Give --path, --name or both.");
            }
        });
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var body = JsonBody.Of(("path", parsed.GetValue(path)), ("name", parsed.GetValue(name)));
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Patch, Paths.Group(parsed.GetRequiredValue(group)), body, cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Delete()
    {
        var group = GroupArgument.New();
        var yes = GroupArgument.Yes();
        var command = new ExampleCommand("delete", "Delete a group, and all users and groups in it.", "scimfunctions group delete acme.io --yes") { group, yes };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = parsed.GetRequiredValue(group);
            await session.ConfirmAsync(parsed.GetValue(yes), $"This deletes the group {path} with everything in it, for good.", cancellation);
            var answer = await session.Api.SendAsync(HttpMethod.Delete, Paths.Group(path), body: null, cancellation);
            await session.Results.DoneAsync(answer, $"The group {path} is being deleted: it is refused from now on, and removed after {JsonField.Text(answer, "removedAfter")}.");
            return ExitCode.Done;
        });
        return command;
    }
}
