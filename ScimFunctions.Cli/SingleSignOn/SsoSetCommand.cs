using System.CommandLine;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.SingleSignOn;

/// <summary><c>sso set</c>: from the IdP's metadata, or value by value.</summary>
internal sealed class SsoSetCommand(ManagementOptions management)
{
    private readonly Argument<string> _group = GroupArgument.New();
    private readonly Option<FileInfo> _metadata = new("--metadata") { Description = "The IdP's SAML metadata, an XML file.", HelpName = "file" };
    private readonly Option<string?> _metadataUrl = new("--metadata-url") { Description = "Where the server reads the metadata, if it may.", HelpName = "url" };
    private readonly Option<string?> _issuer = new("--issuer") { Description = "The IdP's entity id.", HelpName = "uri" };
    private readonly Option<string?> _signInUrl = new("--sign-in-url") { Description = "Where people sign in.", HelpName = "url" };
    private readonly Option<FileInfo> _certificate = new("--certificate") { Description = "The IdP's signing certificate, a PEM file.", HelpName = "file" };
    private readonly Option<string?> _nameId = new("--name-id-source") { Description = "The attribute that the NameID carries, such as externalId.", HelpName = "attribute" };

    public Command ToCommand()
    {
        var command = new ExampleCommand("set", "Set it, from the IdP's metadata or value by value.",
            "scimfunctions sso set acme.io --metadata metadata.xml",
            "scimfunctions sso set acme.io --issuer https://sts.windows.net/… --sign-in-url https://login.microsoftonline.com/… --certificate idp.pem")
        {
            _group, _metadata.AcceptExistingOnly(), _metadataUrl, _issuer, _signInUrl, _certificate.AcceptExistingOnly(), _nameId,
        };
        command.Validators.Add(result =>
        {
            Option[] sources = [_metadata, _metadataUrl];
            Option[] values = [_issuer, _signInUrl, _certificate];
            var ways = sources.Count(option => result.GetResult(option) is not null) + (values.Any(option => result.GetResult(option) is not null) ? 1 : 0);
            if (ways is not 1)
            {
                result.AddError("Give --metadata, or --metadata-url, or --issuer with --sign-in-url and --certificate.");
            }
        });
        management.Do(command, RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, ManagementSession session, CancellationToken cancellation)
    {
        var body = JsonBody.Of(
            ("metadataXml", await TextAsync(parsed.GetValue(_metadata), cancellation)),
            ("metadataUrl", parsed.GetValue(_metadataUrl)),
            ("issuer", parsed.GetValue(_issuer)),
            ("signInUrl", parsed.GetValue(_signInUrl)),
            ("certificate", await TextAsync(parsed.GetValue(_certificate), cancellation)),
            ("nameIdSource", parsed.GetValue(_nameId)));
        await session.Results.ShowAsync(await session.Api.SendAsync(HttpMethod.Put, Paths.Group(parsed.GetRequiredValue(_group), "sso"), body, cancellation));
        return ExitCode.Done;
    }

    private static async Task<string?> TextAsync(FileInfo? file, CancellationToken cancellation) =>
        file is null ? null : await File.ReadAllTextAsync(file.FullName, cancellation);
}
