using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.Transfer;

/// <summary><c>export</c>: all of a group to a file, as JSON lines.</summary>
internal sealed class ExportCommand(ManagementOptions management)
{
    private const int MostFailures = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Argument<string> _group = GroupArgument.New();
    private readonly Option<string?> _file = new("--file") { Description = "The file; GROUP.jsonl unless given. One that was cut off is gone on with.", HelpName = "file" };

    public Command ToCommand()
    {
        var command = management.On(new ExampleCommand("export", "Write a group's users, SCIM groups, members, settings and extensions to a file, as JSON lines.",
            "scimfunctions export acme.io",
            "scimfunctions export acme.io --file backup/acme.jsonl --json"));
        command.Arguments.Add(_group);
        command.Options.Add(_file);
        management.Do(command, RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, ManagementSession session, CancellationToken cancellation)
    {
        var group = parsed.GetRequiredValue(_group);
        var name = parsed.GetValue(_file) ?? group + ".jsonl";
        var known = await session.Api.GetAsync(Paths.Group(group), cancellation);
        await using var file = await OpenAsync(name, cancellation);
        if (!file.Position.HasEnded)
        {
            var whole = JsonField.Number(known, "counts.users") + JsonField.Number(known, "counts.groups");
            await session.CountingAsync($"Exporting {group}", whole, told => ReadAsync(session, group, file, so => told(so.Users + so.Groups), cancellation));
            await file.SyncAsync(cancellation);
        }

        var so = file.Position;
        await session.Results.DoneAsync(
            Answer(name, so), $"{name}: {so.Users} users, {so.Groups} SCIM groups, {so.MemberCount} members, {so.TakenIds} ids that are not given again.");
        return ExitCode.Done;
    }

    private static async Task<ExportFile> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await ExportFile.OpenAsync(name, cancellation);
        }
        catch (Exception failure) when (failure is InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"The file {name} cannot be written: {failure.Message}");
        }
    }

    // What breaks off is gone on with, unless it breaks off again and again without a line more.
    private static async Task<bool> ReadAsync(
        ManagementSession session, string group, ExportFile file, Action<LinePosition> progress, CancellationToken cancellation)
    {
        for (var failures = 0; ;)
        {
            var before = file.Position;
            try
            {
                using var response = await session.Api.OpenAsync(Paths.Group(group, "export"), before.ToBody(), cancellation);
                await using var lines = await response.Content.ReadAsStreamAsync(cancellation);
                await file.AppendAsync(lines, progress, cancellation);
            }
            catch (Exception failure) when (failure is HttpIOException or HttpRequestException or IOException { InnerException: System.Net.Sockets.SocketException })
            {
                // The connection broke.
            }

            if (file.Position.HasEnded)
            {
                return true;
            }

            failures = file.Position == before ? failures + 1 : 0;
            if (failures == MostFailures)
            {
                throw new CommandException(ExitCode.Unreachable, "The server breaks the export off again and again. Repeat the command later: it goes on from what is there.");
            }

            await Task.Delay(Pause, session.Terminal.Time, cancellation);
        }
    }

    private static JsonElement Answer(string name, LinePosition position)
    {
        var answer = new JsonObject { ["file"] = name };
        foreach (var (member, value) in position.ToCounts())
        {
            answer[member] = value!.DeepClone();
        }

        using var document = JsonDocument.Parse(answer.ToJsonString());
        return document.RootElement.Clone();
    }
}
