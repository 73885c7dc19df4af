using System.Net;
using ScimFunctions.Functions.Management.Sso;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Sso;

/// <summary>What is read of an identity provider's metadata, and where it may be fetched from.</summary>
public sealed class SamlMetadataTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Metadata as identity providers write it, with those certificates to sign by.</summary>
    public static string Metadata(params string[] certificates) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <EntityDescriptor ID="_1" entityID="https://sts.example.com/1/" xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
          <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>SP</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>
          </SPSSODescriptor>
          <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <KeyDescriptor use="encryption"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>ENC</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>
            {string.Concat(certificates.Select(pem => $"<KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n{TestCertificate.Base64(pem)}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>"))}
            <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://login.example.com/post"/>
            <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://login.example.com/redirect"/>
          </IDPSSODescriptor>
        </EntityDescriptor>
        """;

    [Fact]
    public void The_identity_providers_part_is_read_and_no_other()
    {
        var metadata = SamlMetadata.Read(Metadata(TestCertificate.Valid))!;
        Assert.Equal(("https://sts.example.com/1/", "https://login.example.com/redirect"), (metadata.Issuer, metadata.SignInUrl));
        Assert.Equal([TestCertificate.Base64(TestCertificate.Valid)], metadata.Certificates);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a>")]
    [InlineData("""<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>""")]
    [InlineData("""<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>""")]
    public void What_is_no_XML_or_has_a_document_type_is_refused(string xml) => Assert.Null(SamlMetadata.Read(xml));

    [Fact]
    public void What_is_nested_too_deeply_or_too_long_is_refused()
    {
        Assert.Null(SamlMetadata.Read(string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100))));
        Assert.Null(SamlMetadata.Read($"<a>{new string('x', SamlMetadata.Longest)}</a>"));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.100.100.200", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("20.190.160.1", false)]
    [InlineData("2603:1006:2000::1", false)]
    public void Addresses_of_the_servers_own_networks_are_known(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, PrivateNetwork.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://idp.example.com/metadata")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user@idp.example.com/")]
    [InlineData("metadata")]
    public async Task Only_https_addresses_are_asked(string url)
    {
        using var client = MetadataDownload.NewClient();
        Assert.Equal((null, "It is an https:// address."), await new MetadataDownload(client).FetchAsync(url, Cancellation));
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/")]
    [InlineData("https://localhost:1/")]
    [InlineData("https://169.254.169.254/metadata/instance")]
    public async Task The_servers_own_network_is_not_asked(string url)
    {
        using var client = MetadataDownload.NewClient();
        Assert.Contains("public address", (await new MetadataDownload(client).FetchAsync(url, Cancellation)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var client = new HttpClient(new Answering(HttpStatusCode.Redirect));
        Assert.Contains("302", (await new MetadataDownload(client).FetchAsync("https://idp.example.com/", Cancellation)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_address_answers_is_given()
    {
        using var client = new HttpClient(new Answering(HttpStatusCode.OK));
        Assert.Equal(("<a/>", null), await new MetadataDownload(client).FetchAsync("https://idp.example.com/", Cancellation));
    }

    private sealed class Answering(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent("<a/>") });
    }
}
