using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.Api;

/// <summary>What every command takes that talks to a server: its address, the admin key, and the form of the output.</summary>
internal sealed class ManagementOptions(Terminal terminal)
{
    private const string UrlVariable = "SCIMFUNCTIONS_URL", KeyVariable = "SCIMFUNCTIONS_ADMIN_KEY";

    private readonly Option<string?> _url = new("--url") { Description = $"The server's address. {UrlVariable} unless given.", HelpName = "url", Recursive = true };
    private readonly Option<string?> _key = new("--admin-key") { Description = $"The admin key; - reads it from the input. {KeyVariable} unless given.", HelpName = "key", Recursive = true };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON, for scripts.", Recursive = true };

    /// <summary>The command with these options, which those under it take too.</summary>
    public ExampleCommand On(ExampleCommand command)
    {
        command.Options.Add(_url);
        command.Options.Add(_key);
        command.Options.Add(_json);
        return command;
    }

    /// <summary>Makes a command do this on a server.</summary>
    public void Do(Command command, Func<ParseResult, ManagementSession, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            using var session = await OpenAsync(parsed, cancellation);
            return await action(parsed, session, cancellation);
        });

    private async Task<ManagementSession> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var root = await RootAsync(parsed.GetValue(_url) ?? terminal.Environment(UrlVariable));
        var key = await new SecretSource(terminal, "admin key", KeyVariable).ReadAsync(parsed.GetValue(_key), cancellation);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false };
        var client = new HttpClient(handler) { BaseAddress = root, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("scimfunctions", typeof(ManagementOptions).Assembly.GetName().Version?.ToString(3)));
        var api = new ManagementApi(client, terminal.Time, pause => terminal.Error.WriteLine($"The server asks to wait {pause.TotalSeconds:0} s."));
        return new ManagementSession(api, new Results(terminal, parsed.GetValue(_json)), terminal, client);
    }

    private async Task<Uri> RootAsync(string? text)
    {
        if (text is not { Length: > 0 })
        {
            throw new CommandException(ExitCode.Misused, $"No server: give --url or set {UrlVariable}, such as http://localhost:7071.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https") || root.UserInfo.Length > 0
            || root.AbsolutePath.Contains("/api/", StringComparison.Ordinal))
        {
            throw new CommandException(ExitCode.Misused, "--url takes the server's address, such as https://scim.example.com, without /api and what follows.");
        }

        if (root is { Scheme: "http", IsLoopback: false })
        {
            await terminal.Error.WriteLineAsync("The admin key goes over the network unencrypted: use https.");
        }

        return new Uri(root.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }
}
