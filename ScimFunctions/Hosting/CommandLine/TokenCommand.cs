using System.CommandLine;
using System.Globalization;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary><c>token &lt;group&gt;</c>: makes a token and shows it.</summary>
internal sealed class TokenCommand(Func<CommandServices> open, TextWriter output, TextWriter error)
{
    private const string Provision = "provision", ReadOnly = "read";

    private readonly Argument<string> _group = new("group") { Description = "The path of the group, such as demo." };
    private readonly Option<string> _name = new("--name") { Description = "What the token is called.", DefaultValueFactory = _ => "Command line" };
    private readonly Option<string> _scope = new("--scope") { Description = "What it permits.", DefaultValueFactory = _ => Provision };
    private readonly Option<int?> _expires = new("--expires") { Description = "After how many days it expires; never unless given." };
    private readonly Option<string?> _user = new("--user") { Description = "The id of the user that it is bound to, for /Me; none unless given." };
    private readonly Option<bool> _replace = new("--replace") { Description = "End the group's other tokens at once." };
    private readonly Option<int?> _overlap = new("--overlap") { Description = "End the group's other tokens after so many hours." };

    public Command ToCommand()
    {
        var command = new Command("token", "Make a new secret token for a group and print it.")
        {
            _group, _name, _scope, _expires, _user, _replace, _overlap,
        };
        _scope.Validators.Add(result =>
        {
            if (result.Tokens is not ([] or [{ Value: Provision or ReadOnly }]))
            {
                result.AddError($"{_scope.Name} takes {Provision} or {ReadOnly}.");
            }
        });
        AcceptOnlyWithin(_expires, 1, TokenRequest.Longest.Days, "days");
        AcceptOnlyWithin(_overlap, 0, TokenRequest.Longest.Days * 24, "hours");
        command.Validators.Add(result =>
        {
            if (result.GetResult(_replace) is { Implicit: false } && result.GetResult(_overlap) is not null)
            {
                result.AddError("--replace ends the other tokens at once and --overlap later: give one of them.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var services = open();
        var group = parsed.GetRequiredValue(_group);
        var request = new TokenRequest(
            parsed.GetRequiredValue(_name), parsed.GetValue(_scope) is ReadOnly ? TokenScope.Read : TokenScope.Provision, Days(parsed.GetValue(_expires)), "command line")
        {
            UserId = parsed.GetValue(_user),
        };
        var outcome = (parsed.GetValue(_replace), parsed.GetValue(_overlap)) switch
        {
            (true, _) => await services.Tokens.RotateAsync(group, replaced: null, request, TimeSpan.Zero, cancellation),
            (_, { } hours) => await services.Tokens.RotateAsync(group, replaced: null, request, TimeSpan.FromHours(hours), cancellation),
            _ => await services.Tokens.CreateAsync(group, request, cancellation),
        };
        switch (outcome)
        {
            case TokenMade made:
                await output.WriteLineAsync(Lines.TenantUrl(services.Address, group));
                await output.WriteLineAsync(Lines.SecretToken(made.Token));
                return 0;
            case TokenUnchanged { Reason: TokenProblem.NoTenantGroup }:
                await error.WriteLineAsync(Lines.NoSuchGroup);
                return 1;
            case TokenUnchanged { Reason: TokenProblem.TooMany }:
                await error.WriteLineAsync($"The group has {TokenSet.Most} tokens, the most it may have: end the others with --replace.");
                return 1;
            case TokenUnchanged { Reason: TokenProblem.NoSso }:
                await error.WriteLineAsync($"The group has no SAML SSO, without which no token can be made: configure it (PUT {services.Address.BaseUrl}/api/groups/{group}/sso with the admin key), or set Tokens:RequireSso to false.");
                return 1;
            default:
                await error.WriteLineAsync(((TokenUnchanged)outcome).Problem);
                return 1;
        }
    }

    private static void AcceptOnlyWithin(Option<int?> option, int least, int most, string unit) =>
        option.Validators.Add(result =>
        {
            if (!int.TryParse(result.Tokens.SingleOrDefault()?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                || value < least
                || value > most)
            {
                result.AddError($"{option.Name} takes a number of {unit} from {least} to {most}.");
            }
        });

    private static TimeSpan? Days(int? days) => days is { } count ? TimeSpan.FromDays(count) : null;
}
