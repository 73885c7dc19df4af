using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Management.Bodies;

namespace ScimFunctions.Functions.Management.Sso;

/// <summary>
/// Reads how members sign in: issuer, sign-in URL and certificate one by one, or from the identity provider's metadata, over
/// which what is given one by one wins.
/// </summary>
public sealed class SsoReader(MetadataDownload download, TimeProvider time)
{
    /// <summary>One that is right.</summary>
    internal const string Example =
        "{\"issuer\": \"https://idp.example.com/1\", \"signInUrl\": \"https://idp.example.com/sso\", \"certificate\": \"-----BEGIN CERTIFICATE-----…\"}";

    private const string Issuer = "issuer", SignInUrl = "signInUrl", Certificate = "certificate", NameIdSource = "nameIdSource",
        MetadataXml = "metadataXml", MetadataUrl = "metadataUrl";

    private const int LongestUri = 1_024, LongestCertificate = 16_384, LongestUrl = 2_048, LongestSource = 100;
    private const string DefaultSource = "user.objectid";

    /// <summary>The names of its members.</summary>
    internal static readonly string[] Known = [Issuer, SignInUrl, Certificate, NameIdSource, MetadataXml, MetadataUrl];

    /// <summary>The configuration that a body gives.</summary>
    /// <exception cref="ProblemException">400: a value breaks a rule.</exception>
    internal async Task<SamlSso> ReadAsync(JsonFields body, CancellationToken cancellation)
    {
        var (metadata, source) = await MetadataAsync(body, cancellation);
        return new SamlSso
        {
            Issuer = ReadIssuer(body, metadata, source),
            SignInUrl = ReadSignInUrl(body, metadata, source),
            Certificate = ReadCertificate(body, metadata, source),
            NameIdSource = body.Text(NameIdSource, LongestSource, DefaultSource) ?? DefaultSource,
        };
    }

    private async Task<(SamlMetadata? Metadata, string? Source)> MetadataAsync(JsonFields body, CancellationToken cancellation)
    {
        var xml = body.Text(MetadataXml, SamlMetadata.Longest, "<EntityDescriptor …>");
        var url = body.Text(MetadataUrl, LongestUrl, "https://idp.example.com/metadata");
        if (xml is null && url is null)
        {
            return (null, null);
        }

        if (xml is not null && url is not null)
        {
            throw body.Refuse(MetadataUrl, $"Give {MetadataXml} or {MetadataUrl}, not both.", "https://idp.example.com/metadata");
        }

        var source = xml is null ? MetadataUrl : MetadataXml;
        if (xml is null)
        {
            (xml, var problem) = await download.FetchAsync(url!, cancellation);
            xml = problem is null ? xml : throw body.Refuse(source, problem, "https://idp.example.com/metadata");
        }

        return SamlMetadata.Read(xml!) is { } metadata
            ? (metadata, source)
            : throw body.Refuse(source, "It is not the XML of a SAML entity, or it has a document type or entities of its own, which are refused.", "<EntityDescriptor …>");
    }

    private static string ReadIssuer(JsonFields body, SamlMetadata? metadata, string? source)
    {
        const string example = "https://idp.example.com/1";
        var given = body.Text(Issuer, LongestUri, example);
        var issuer = given ?? metadata?.Issuer
            ?? throw body.Refuse(source ?? Issuer, "The entity id of the identity provider is missing.", example);
        return issuer.Length <= LongestUri && Uri.TryCreate(issuer, UriKind.Absolute, out _)
            ? issuer
            : throw body.Refuse(given is null ? source! : Issuer, $"The entity id is a URI of at most {LongestUri} characters.", example);
    }

    private static string ReadSignInUrl(JsonFields body, SamlMetadata? metadata, string? source)
    {
        const string example = "https://idp.example.com/sso";
        var given = body.Text(SignInUrl, LongestUrl, example);
        var url = given ?? metadata?.SignInUrl
            ?? throw body.Refuse(source ?? SignInUrl, "The address where members sign in is missing.", example);
        return url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            ? url
            : throw body.Refuse(given is null ? source! : SignInUrl, "The address where members sign in begins with https://, unless it is of localhost.", example);
    }

    private string ReadCertificate(JsonFields body, SamlMetadata? metadata, string? source)
    {
        const string example = "-----BEGIN CERTIFICATE-----…";
        var given = body.Text(Certificate, LongestCertificate, example);
        IReadOnlyList<string> candidates = given is null ? metadata?.Certificates ?? [] : [given];
        var problem = "The certificate that the identity provider signs by is missing.";
        foreach (var candidate in candidates)
        {
            (var pem, var wrong) = candidate.Length <= LongestCertificate
                ? SsoCertificate.Check(candidate, time.GetUtcNow())
                : (null, "The certificate is too long.");
            if (pem is not null)
            {
                return pem;
            }

            problem = wrong!;
        }

        throw body.Refuse(given is null ? source ?? Certificate : Certificate, problem, example);
    }
}
