using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.SingleSignOn;

/// <summary><c>sso</c>: the SAML single sign-on of a group, without which it has no token.</summary>
internal sealed class SsoCommands(ManagementOptions management)
{
    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("sso", "Work on the SAML single sign-on of a group.",
            "scimfunctions sso set acme.io --metadata metadata.xml",
            "scimfunctions sso show acme.io"));
        command.Subcommands.Add(Show());
        command.Subcommands.Add(new SsoSetCommand(management).ToCommand());
        command.Subcommands.Add(Remove());
        return command;
    }

    private ExampleCommand Show()
    {
        var group = GroupArgument.New();
        var command = new ExampleCommand("show", "Show issuer, sign-in URL and what the certificate says.") { group };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            await session.Results.ShowAsync(await session.Api.GetAsync(Paths.Group(parsed.GetRequiredValue(group), "sso"), cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Remove()
    {
        var group = GroupArgument.New();
        var yes = GroupArgument.Yes();
        var command = new ExampleCommand("remove", "Remove it: no token can be made then.") { group, yes };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = parsed.GetRequiredValue(group);
            await session.ConfirmAsync(parsed.GetValue(yes), $"This removes the single sign-on of {path}.", cancellation);
            await session.Results.DoneAsync(await session.Api.SendAsync(HttpMethod.Delete, Paths.Group(path, "sso"), body: null, cancellation), $"The single sign-on of {path} is removed.");
            return ExitCode.Done;
        });
        return command;
    }
}
