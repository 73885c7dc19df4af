using System.CommandLine;
using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>group add &lt;path&gt;</c>: makes a tenant group.</summary>
internal sealed class GroupCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private readonly Argument<string> _path = new("path") { Description = "The group's path in URLs, such as acme.io." };
    private readonly Option<string?> _name = new("--name") { Description = "The name that people see; the path unless given." };

    public Command ToCommand()
    {
        var add = new Command("add", "Add a group, into which an organisation provisions.") { _path, _name };
        add.SetAction(RunAsync);
        return new Command("group", "Work on groups.") { add };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = open();
        var outcome = await services.Groups.CreateAsync(parsed.GetRequiredValue(_path), parsed.GetValue(_name), cancellation);
        switch (outcome)
        {
            case TenantGroupSaved saved:
                await output.WriteLineAsync(Lines.TenantUrl(services.Address, saved.Stored.Group.Path));
                await output.WriteLineAsync(services.Tokens.Rules.RequireSso
                    ? $"Configure its SAML SSO (PUT {services.Address.BaseUrl}/api/groups/{saved.Stored.Group.Path}/sso with the admin key), then make its token: dotnet run --project ScimFunctions -- token {saved.Stored.Group.Path}"
                    : $"Make its token: dotnet run --project ScimFunctions -- token {saved.Stored.Group.Path}");
                return 0;
            case TenantGroupInvalid invalid:
                await error.WriteLineAsync(invalid.Problem);
                return 2;
            default:
                await error.WriteLineAsync("A group with this path, perhaps in other case, is there already.");
                return 1;
        }
    }
}
