using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.Log;

/// <summary><c>log</c>: what was provisioned, by whom, and what was refused.</summary>
internal sealed class LogCommand(ManagementOptions management)
{
    private const int ShownUnlessAsked = 100;

    private readonly Argument<string> _group = GroupArgument.New();
    private readonly Option<string?> _user = new("--user") { Description = "Only of this user: id or userName.", HelpName = "user" };
    private readonly Option<string?> _status = new("--status") { Description = "Only with this status, such as 201 or 4xx.", HelpName = "status" };
    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "Only from this time on, such as 2026-11-25T08:00Z.", HelpName = "time" };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "Only before this time.", HelpName = "time" };
    private readonly Option<int?> _top = new("--top") { Description = $"Show no more than this many; {ShownUnlessAsked} unless given.", HelpName = "number" };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on showing what comes, until Ctrl-C." };

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("log", "Show the provisioning log of a group, the newest first; with --follow as it comes. With --json, one object a line.",
            "scimfunctions log acme.io --status 4xx --from 2026-11-25T00:00Z",
            "scimfunctions log acme.io --follow",
            "scimfunctions log acme.io --user jo.doe@acme.io --json | jq .detail"));
        command.Arguments.Add(_group);
        foreach (var option in (Option[])[_user, _status, _from, _to, _top, _follow])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_follow) is { Implicit: false } && result.GetResult(_to) is not null)
            {
                result.AddError("--follow has no end: leave --to out.");
            }
        });
        management.Do(command, RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, ManagementSession session, CancellationToken cancellation)
    {
        var top = parsed.GetValue(_top) ?? ShownUnlessAsked;
        if (parsed.GetValue(_follow))
        {
            var tail = new LogTail(session, from => Query(parsed, from));
            await tail.FollowAsync(parsed.GetValue(_from), top, cancellation);
            return ExitCode.Done;
        }

        var items = session.ItemsAsync(Query(parsed, parsed.GetValue(_from)), top, cancellation);
        if (!session.Results.IsJson)
        {
            await session.Results.ListAsync(items, LogColumns.All, cancellation);
            return ExitCode.Done;
        }

        await foreach (var item in items)
        {
            await session.Results.LineAsync(item, LogColumns.All);
        }

        return ExitCode.Done;
    }

    private string Query(ParseResult parsed, DateTimeOffset? from) =>
        new QueryText(Paths.Group(parsed.GetRequiredValue(_group), "log"))
            .With("user", parsed.GetValue(_user))
            .With("status", parsed.GetValue(_status))
            .With("from", LogColumns.Time(from))
            .With("to", LogColumns.Time(parsed.GetValue(_to)))
            .ToString();
}
