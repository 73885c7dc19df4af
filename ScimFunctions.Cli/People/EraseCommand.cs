using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.People;

/// <summary><c>erase</c>: all that is kept of one person, and the receipts of it.</summary>
internal sealed class EraseCommand(ManagementOptions management)
{
    private static readonly Column[] Columns =
    [
        Column.Whole("RECEIPT", "id"), Column.Of("AT", "at"), Column.Of("USER ID", "userId"),
        Column.Of("ROWS", "rowsErased"), Column.Of("ENTRIES", "journalEntriesErased"), Column.Of("EXPORTS", "exports"),
    ];

    private readonly Argument<string> _group = GroupArgument.New();
    private readonly Option<string?> _user = new("--user") { Description = "The user's id.", HelpName = "id" };
    private readonly Option<string?> _externUid = new("--extern-uid") { Description = "The person's extern_uid.", HelpName = "extern_uid" };
    private readonly Option<bool> _receipts = new("--receipts") { Description = "List the receipts instead." };
    private readonly Option<bool> _yes = GroupArgument.Yes();

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("erase", "Erase all that is kept of one person, the log included, and show the receipt.",
            "scimfunctions erase acme.io --user 2f0b6a1c-6c7e-4b6e-9c83-0a1b2c3d4e5f --yes",
            "scimfunctions erase acme.io --receipts"));
        command.Arguments.Add(_group);
        command.Options.Add(_user);
        command.Options.Add(_externUid);
        command.Options.Add(_receipts);
        command.Options.Add(_yes);
        command.Validators.Add(result =>
        {
            Option[] choices = [_user, _externUid, _receipts];
            if (choices.Count(choice => result.GetResult(choice) is { Implicit: false }) is not 1)
            {
                result.AddError("Give --user, --extern-uid or --receipts.");
            }
        });
        management.Do(command, RunAsync);
        return command;
    }

    // Of a long journal each request goes through a part.
    private static async Task<JsonElement> EraseAsync(ManagementSession session, string path, JsonObject body, CancellationToken cancellation)
    {
        while (true)
        {
            var receipt = await session.Api.SendAsync(HttpMethod.Post, path, body, cancellation);
            if (JsonField.Text(receipt, "status") is not "pending")
            {
                return receipt;
            }
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, ManagementSession session, CancellationToken cancellation)
    {
        var path = Paths.Group(parsed.GetRequiredValue(_group), "erasures");
        if (parsed.GetValue(_receipts))
        {
            await session.Results.ListAsync(session.ItemsAsync(path, top: null, cancellation), Columns, cancellation);
            return ExitCode.Done;
        }

        await session.ConfirmAsync(parsed.GetValue(_yes), "This erases all that is kept of one person, for good: user, identity, log.", cancellation);
        var body = JsonBody.Of(("userId", parsed.GetValue(_user)), ("externUid", parsed.GetValue(_externUid)));
        await session.Results.ShowAsync(await session.WorkingAsync("Erasing", () => EraseAsync(session, path, body, cancellation)));
        return ExitCode.Done;
    }
}
