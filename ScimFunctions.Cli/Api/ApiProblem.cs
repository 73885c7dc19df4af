using System.Net;
using System.Text.Json;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.Api;

/// <summary>The server refused: its problem detail (RFC 9457), for the person at the terminal.</summary>
internal sealed class ApiProblem : CommandException
{
    private readonly List<string> _particulars = [];

    private ApiProblem(string message, IEnumerable<string> particulars)
        : base(Cli.ExitCode.Failed, message) => _particulars.AddRange(particulars);

    /// <inheritdoc />
    public override IEnumerable<string> Particulars => _particulars;

    /// <summary>Of an answer that is not a success.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="body">Its body, which need not be a problem detail.</param>
    public static ApiProblem Of(HttpStatusCode status, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Of(status, document.RootElement);
        }
        catch (JsonException)
        {
            return new($"The server answered {(int)status}. {Remedy(status)}".TrimEnd(), []);
        }
    }

    private static ApiProblem Of(HttpStatusCode status, JsonElement problem)
    {
        var title = JsonField.Text(problem, "title");
        var detail = JsonField.Text(problem, "detail");
        var message = string.Join(". ", new[] { title.TrimEnd('.'), detail }.Where(text => text.Length > 0));
        string[] members = ["field", "example", "correlationId"];
        return new(message.Length > 0 ? message : $"The server answered {(int)status}.",
            [.. members.Where(member => JsonField.Text(problem, member).Length > 0).Select(member => $"{member}: {JsonField.Text(problem, member)}"),
             .. status is HttpStatusCode.Unauthorized ? [Remedy(status)] : Array.Empty<string>()]);
    }

    private static string Remedy(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "Set SCIMFUNCTIONS_ADMIN_KEY to the key that the server showed when it first started.",
        HttpStatusCode.NotFound => "See that --url is the address of a ScimFunctions server, such as https://scim.example.com.",
        _ => "",
    };
}
