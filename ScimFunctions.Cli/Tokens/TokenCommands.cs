using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.Tokens;

/// <summary><c>token</c>: the secret tokens of a group.</summary>
internal sealed class TokenCommands(ManagementOptions management)
{
    private static readonly Column[] Columns =
    [
        Column.Whole("ID", "id"), Column.Of("NAME", "name"), Column.Of("SCOPE", "scope"), Column.Of("ENDS IN", "lastFour"),
        Column.Of("CREATED", "created"), Column.Of("EXPIRES", "expires"), Column.Of("LAST USED", "lastUsed"),
    ];

    private readonly Option<int?> _lifetime = new("--expires") { Description = "After how many days it expires; the longest that is allowed unless given.", HelpName = "days" };

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("token", "Work on the secret tokens of a group.",
            "scimfunctions token add acme.io --name \"Entra ID\" --expires 180",
            "scimfunctions token rotate acme.io 3fa85f64 --overlap 48"));
        command.Subcommands.Add(List());
        command.Subcommands.Add(Add());
        command.Subcommands.Add(Rotate());
        command.Subcommands.Add(Revoke());
        return command;
    }

    private ExampleCommand List()
    {
        var group = GroupArgument.New();
        var command = new ExampleCommand("list", "List the tokens, without their secrets.") { group };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            await session.Results.ListAsync(session.ItemsAsync(Paths.Group(parsed.GetRequiredValue(group), "tokens"), top: null, cancellation), Columns, cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Add()
    {
        var group = GroupArgument.New();
        Option<string> name = new("--name") { Description = "What it is called.", HelpName = "text", DefaultValueFactory = _ => "Command line" };
        var scope = new Option<string>("--scope") { Description = "What it permits.", DefaultValueFactory = _ => "provision" }.AcceptOnlyFromAmong("provision", "read");
        Option<string?> user = new("--user") { Description = "The id of the user that it is bound to, who is /Me for it.", HelpName = "id" };
        var command = new ExampleCommand("add", "Make a token and show it, this once.") { group, name, scope, _lifetime, user };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var body = JsonBody.Of(
                ("name", parsed.GetRequiredValue(name)), ("scope", parsed.GetRequiredValue(scope)),
                ("lifetimeDays", parsed.GetValue(_lifetime)), ("userId", parsed.GetValue(user)));
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Post, Paths.Group(parsed.GetRequiredValue(group), "tokens"), body, cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Rotate()
    {
        var group = GroupArgument.New();
        var id = TokenId();
        Option<string?> name = new("--name") { Description = "What the new one is called; as the old one unless given.", HelpName = "text" };
        Option<int?> overlap = new("--overlap") { Description = "For how many hours the old one still counts; it ends at once unless given.", HelpName = "hours" };
        var command = new ExampleCommand("rotate", "Make a token in place of another, and show it, this once.") { group, id, name, _lifetime, overlap };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = Paths.Group(parsed.GetRequiredValue(group), "tokens", parsed.GetRequiredValue(id), "rotate");
            var body = JsonBody.Of(("name", parsed.GetValue(name)), ("lifetimeDays", parsed.GetValue(_lifetime)), ("overlapHours", parsed.GetValue(overlap)));
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Post, path, body, cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Revoke()
    {
        var group = GroupArgument.New();
        var id = TokenId();
        var command = new ExampleCommand("revoke", "End a token.") { group, id };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = Paths.Group(parsed.GetRequiredValue(group), "tokens", parsed.GetRequiredValue(id));
            await session.Results.DoneAsync(await session.Api.SendAsync(HttpMethod.Delete, path, body: null, cancellation), "The token has ended; other instances of the server take note within a minute.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> TokenId() => new("id") { Description = "The token's id, which 'token list' shows." };
}
