using System.CommandLine;
using System.Text.Json.Nodes;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.Groups;

/// <summary><c>group settings</c>: shows the settings of a group, or changes those that are given.</summary>
internal sealed class GroupSettingsCommand(ManagementOptions management)
{
    private readonly Argument<string> _group = GroupArgument.New();
    private readonly SettingOption[] _settings =
    [
        SettingOption.List("--allowed-domains", "allowedEmailDomains", "The e-mail domains of its users, with commas; none allows all."),
        SettingOption.Number("--user-limit", "userLimit", "The most users that it may have; none lifts the limit."),
        SettingOption.List("--roles", "roles", "The roles of its members, with commas."),
        SettingOption.Text("--default-role", "defaultRole", "The role of new members."),
        SettingOption.Number("--retention-days", "retentionDays", "For how many days its log is kept; 0 or none keeps it for ever."),
        SettingOption.Flag("--log-reads", "journalReads", "Whether reading is logged too: true or false."),
        SettingOption.Number("--token-max-days", "tokenMaxLifetimeDays", "The longest that a token may live; none lifts the limit."),
        SettingOption.Flag("--duplicate-group-names", "allowDuplicateGroupNames", "Whether two of its groups may have one name: true or false."),
    ];

    public Command ToCommand()
    {
        var command = new ExampleCommand("settings", "Show the settings of a group, or change those that are given.",
            "scimfunctions group settings acme.io",
            "scimfunctions group settings acme.io --user-limit none --log-reads true") { _group };
        foreach (var setting in _settings)
        {
            command.Options.Add(setting.Option);
        }

        management.Do(command, async (parsed, session, cancellation) =>
        {
            var path = Paths.Group(parsed.GetRequiredValue(_group), "settings");
            var change = new JsonObject();
            foreach (var setting in _settings.Where(setting => parsed.GetValue(setting.Option) is not null))
            {
                change[setting.Member] = setting.Read(parsed.GetValue(setting.Option)!);
            }

            await session.Results.ShowAsync(change.Count == 0
                ? await session.Api.GetAsync(path, cancellation)
                : await session.Api.SendAsync(HttpMethod.Patch, path, change, cancellation));
            return ExitCode.Done;
        });
        return command;
    }
}
