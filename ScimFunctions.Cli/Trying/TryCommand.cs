using System.CommandLine;
using System.Globalization;
using System.Net;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Trying.Endpoints;
using ScimFunctions.Cli.Trying.Playing;
using ScimFunctions.Cli.Trying.Reporting;
using Spectre.Console;

namespace ScimFunctions.Cli.Trying;

/// <summary><c>try &lt;client&gt;</c>: what an identity provider sends, against any SCIM endpoint.</summary>
internal sealed class TryCommand(Terminal terminal)
{
    private const int LargestAnswer = 8 << 20;
    private const int LongestTimeout = 600;

    private readonly Argument<string> _client = new Argument<string>("client") { Description = "Whose requests to send." }.AcceptOnlyFromAmong([.. CycleFile.Clients]);
    private readonly Option<string> _url = new("--url") { Description = "The tenant URL. With ?aadOptscim062020, Entra's other dialect.", HelpName = "url", Required = true };
    private readonly Option<string?> _token = new("--token") { Description = "The secret token; - reads it from the input. SCIM_TOKEN unless given.", HelpName = "token" };
    private readonly Option<string> _domain = new("--domain") { Description = "The domain of the e-mail addresses.", HelpName = "domain", DefaultValueFactory = _ => "example.com" };
    private readonly Option<int> _timeout = new("--timeout") { Description = "How many seconds to wait for an answer.", HelpName = "seconds", DefaultValueFactory = _ => 60 };
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON document." };

    public Command ToCommand()
    {
        var command = new ExampleCommand("try",
            "Run an identity provider's provisioning cycle against any SCIM endpoint and say what each failure means. Deletes what it makes.",
            "SCIM_TOKEN=… scimfunctions try entra --url https://scim.example.com/api/scim/v2/groups/acme",
            "scimfunctions try okta --url https://scim.example.com/v2 --token - --json < token.txt")
        {
            _client, _url, _token, _domain, _timeout, _json,
        };
        _url.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && TenantUrl.Problem(given.Value) is { } problem)
            {
                result.AddError(problem);
            }
        });
        _domain.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && Uri.CheckHostName(given.Value) is not UriHostNameType.Dns)
            {
                result.AddError("--domain takes a domain, such as example.com.");
            }
        });
        _timeout.Validators.Add(result =>
        {
            if (result.Tokens is [var given]
                && !(int.TryParse(given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= LongestTimeout))
            {
                result.AddError($"--timeout takes a number of seconds from 1 to {LongestTimeout}.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var url = TenantUrl.Of(parsed.GetRequiredValue(_url));
        var token = await new SecretSource(terminal, "token", "SCIM_TOKEN").ReadAsync(parsed.GetValue(_token), cancellation);
        var client = parsed.GetRequiredValue(_client);
        var cycle = CycleFile.Read(client is "entra" && url.HasEntraFlag ? CycleFile.EntraWithFlag : client);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false };
        using var http = new HttpClient(handler, disposeHandler: false)
        {
            Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
            MaxResponseContentBufferSize = LargestAnswer,
        };
        var player = new CyclePlayer(new ScimEndpoint(http, url, token, terminal.Time), Explanations.Read(), RunValues.New(parsed.GetRequiredValue(_domain)));
        var run = await PlayAsync(player, cycle, cancellation);
        await WriteAsync(run, url, parsed.GetValue(_json));
        return run.ExitCode;
    }

    private async Task<TryRun> PlayAsync(CyclePlayer player, Cycle cycle, CancellationToken cancellation)
    {
        if (!terminal.IsErrorShown)
        {
            return await player.PlayAsync(cycle, (_, _) => { }, cancellation);
        }

        return await terminal.Messages().Status().StartAsync("Asking what the endpoint supports", status =>
            player.PlayAsync(cycle, (number, name) => status.Status($"{number}/{cycle.Steps.Count} {name.EscapeMarkup()}"), cancellation));
    }

    private async Task WriteAsync(TryRun run, TenantUrl url, bool json)
    {
        if (json)
        {
            await terminal.Output.WriteLineAsync(TryJson.Write(run, url));
        }
        else if (terminal.IsOutputShown)
        {
            new TryTable(terminal.Tables()).Write(run);
        }
        else
        {
            await TryLines.WriteAsync(run, terminal);
        }
    }
}
