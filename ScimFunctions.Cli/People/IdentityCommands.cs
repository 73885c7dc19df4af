using System.CommandLine;
using System.Text.Json;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.People;

/// <summary><c>identity</c>: the links from what a SAML NameID carries (extern_uid) to users.</summary>
internal sealed class IdentityCommands(ManagementOptions management)
{
    private static readonly Column[] Columns =
    [
        Column.Of("EXTERN_UID", "externUid"), Column.Of("USER", "userName"), Column.Of("ACTIVE", "active"),
        Column.Of("ROLE", "role"), Column.Of("USER ID", "userId"),
    ];

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("identity", "Work on identities: which extern_uid (SAML NameID) is which user.",
            "scimfunctions identity list acme.io --active false",
            "scimfunctions identity check acme.io jo.doe@acme.io"));
        command.Subcommands.Add(List());
        command.Subcommands.Add(Show());
        command.Subcommands.Add(Change());
        command.Subcommands.Add(Delete());
        command.Subcommands.Add(Check());
        return command;
    }

    private ExampleCommand List()
    {
        var group = GroupArgument.New();
        Option<bool?> active = new("--active") { Description = "Only active ones, or only others.", HelpName = "true|false" };
        Option<string?> externUid = new("--extern-uid") { Description = "Only this one.", HelpName = "extern_uid" };
        var top = GroupArgument.Top();
        var command = new ExampleCommand("list", "List the identities.") { group, active, externUid, top };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var query = new QueryText(Paths.Group(parsed.GetRequiredValue(group), "identities"))
                .With("active", parsed.GetValue(active) switch { true => "true", false => "false", _ => null })
                .With("externUid", parsed.GetValue(externUid));
            await session.Results.ListAsync(session.ItemsAsync(query.ToString(), parsed.GetValue(top), cancellation), Columns, cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Show()
    {
        var (group, externUid) = (GroupArgument.New(), ExternUid());
        var command = new ExampleCommand("show", "Show an identity.") { group, externUid };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            await session.Results.ShowAsync(await session.Api.GetAsync(Path(parsed, group, externUid), cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Change()
    {
        var (group, externUid) = (GroupArgument.New(), ExternUid());
        Option<string?> to = new("--to") { Description = "The new extern_uid.", HelpName = "extern_uid" };
        Option<bool?> active = new("--active") { Description = "Whether it may sign in.", HelpName = "true|false" };
        var command = new ExampleCommand("change", "Give an identity another extern_uid, or turn it on or off.",
            "scimfunctions identity change acme.io jo --to 5f1c2d3e") { group, externUid, to, active };
        command.Validators.Add(result =>
        {
            if (result.GetResult(to) is null && result.GetResult(active) is null)
            {
                result.AddError("Give --to, --active or both.");
            }
        });
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var body = JsonBody.Of(("externUid", parsed.GetValue(to)), ("active", parsed.GetValue(active)));
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Patch, Path(parsed, group, externUid), body, cancellation));
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Delete()
    {
        var (group, externUid, yes) = (GroupArgument.New(), ExternUid(), GroupArgument.Yes());
        var command = new ExampleCommand("delete", "Delete an identity; its user stays.") { group, externUid, yes };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            await session.ConfirmAsync(parsed.GetValue(yes), $"This deletes the identity {parsed.GetRequiredValue(externUid)}: it cannot sign in any more.", cancellation);
            await session.Results.DoneAsync(await session.Api.SendAsync(HttpMethod.Delete, Path(parsed, group, externUid), body: null, cancellation), "The identity is deleted.");
            return ExitCode.Done;
        });
        return command;
    }

    private ExampleCommand Check()
    {
        var group = GroupArgument.New();
        Argument<string> nameId = new("name-id") { Description = "The SAML NameID." };
        var command = new ExampleCommand("check", "Tell whether a NameID may sign in, and with which role; exit code 1 if not.") { group, nameId };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var body = JsonBody.Of(("nameId", parsed.GetRequiredValue(nameId)));
            var answer = await session.Api.SendAsync(HttpMethod.Post, Paths.Group(parsed.GetRequiredValue(group), "sign-in-check"), body, cancellation);
            await session.Results.ShowAsync(answer);
            return answer.TryGetProperty("allowed", out var allowed) && allowed.ValueKind is JsonValueKind.True ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Argument<string> ExternUid() => new("extern-uid") { Description = "The extern_uid." };

    private static string Path(ParseResult parsed, Argument<string> group, Argument<string> externUid) =>
        Paths.Group(parsed.GetRequiredValue(group), "identities", parsed.GetRequiredValue(externUid));
}
