using System.CommandLine;
using System.Text.Json.Nodes;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.Groups;

/// <summary><c>group add</c>: a group, and where asked for its single sign-on and its first token, all or nothing.</summary>
internal sealed class GroupAddCommand(ManagementOptions management)
{
    private readonly Argument<string> _path = new("path") { Description = "The path in URLs: 2 to 64 letters, digits, '.', '_' and '-'." };
    private readonly Option<string?> _name = new("--name") { Description = "The name that people see; the path unless given.", HelpName = "text" };
    private readonly Option<FileInfo> _metadata = new("--sso-metadata") { Description = "The IdP's SAML metadata, an XML file.", HelpName = "file" };
    private readonly Option<string?> _token = new("--token") { Description = "Make a first token of this name, and show it.", HelpName = "name" };

    public Command ToCommand()
    {
        var command = new ExampleCommand("add", "Add a group. Safe to repeat.",
            "scimfunctions group add acme.io --name \"Acme\" --sso-metadata metadata.xml --token \"Entra ID\"")
        {
            _path, _name, _metadata.AcceptExistingOnly(), _token,
        };
        management.Do(command, async (parsed, session, cancellation) =>
        {
            var metadata = parsed.GetValue(_metadata) is { } file ? await File.ReadAllTextAsync(file.FullName, cancellation) : null;
            var body = JsonBody.Of(
                ("path", parsed.GetRequiredValue(_path)),
                ("name", parsed.GetValue(_name)),
                ("sso", metadata is null ? null : new JsonObject { ["metadataXml"] = metadata }),
                ("token", parsed.GetValue(_token) is { } token ? new JsonObject { ["name"] = token, ["scope"] = "provision" } : null));
            await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Post, Paths.Groups, body, cancellation));
            return ExitCode.Done;
        });
        return command;
    }
}
