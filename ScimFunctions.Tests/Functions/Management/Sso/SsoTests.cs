using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Sso;

/// <summary>How a tenant group's SAML SSO is configured over HTTP.</summary>
public sealed class SsoTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    public static TheoryData<string, string> Wrong => new()
    {
        { """{"issuer":"nothing"}""", "issuer" },
        { """{"signInUrl":"http://idp.example.com/sso"}""", "signInUrl" },
        { """{"signInUrl":"javascript:alert(1)"}""", "signInUrl" },
        { """{"signInUrl":"https://user:pw@idp.example.com/"}""", "signInUrl" },
        { """{"certificate":"nothing"}""", "certificate" },
        { """{"certificate":"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"}""", "certificate" },
        { Json("certificate", TestCertificate.Pem(-10, -1)), "certificate" },
        { Json("certificate", TestCertificate.Pem(1, 10)), "certificate" },
        { Json("certificate", TestCertificate.Pem(-1, 10, rsaBits: 1024)), "certificate" },
        { Json("certificate", TestCertificate.Valid + "\n" + TestCertificate.Valid), "certificate" },
        { Json("certificate", TestCertificate.Valid.Replace("CERTIFICATE", "PRIVATE KEY", StringComparison.Ordinal)), "certificate" },
        { Json("certificate", new string('x', 20_000)), "certificate" },
        { """{"nameIdSource":""}""", "nameIdSource" },
        { """{"metadataUrl":"https://idp.example.com/metadata"}""", "metadataUrl" },
        { """{"metadataXml":"nothing"}""", "metadataXml" },
        { """{"metadataXml":"<x/>","metadataUrl":"https://x.example/"}""", "metadataUrl" },
        { Json("metadataXml", """<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="&b;"/>"""), "metadataXml" },
        { """{"entityId":"x"}""", "entityId" },
    };

    [Fact]
    public async Task What_was_put_is_read_with_the_certificates_facts()
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/sso"), HttpStatusCode.NotFound);

        var put = (await session.SendAsync("PUT", "/sso", TestCertificate.Sso())).Is(HttpStatusCode.OK);

        Assert.Equal(put.Body, (await session.SendAsync("GET", "/sso")).Is(HttpStatusCode.OK).Body);
        Assert.Equal(
            ("https://idp.example.com/1", "https://idp.example.com/sso", "user.objectid", TestCertificate.Valid.TrimEnd()),
            ((string)put.Json["issuer"]!, (string)put.Json["signInUrl"]!, (string)put.Json["nameIdSource"]!, ((string)put.Json["certificate"]!).TrimEnd()));
        Assert.Matches("^[0-9a-f]{64}$", (string)put.Json["certificateFacts"]!["sha256"]!);
        (await session.SendAsync("DELETE", "/sso")).Is(HttpStatusCode.NoContent);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/sso"), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("http://localhost:8080/sso")]
    [InlineData("https://idp.example.com/sso?tenant=1")]
    public async Task Members_sign_in_over_https_or_on_this_machine(string url)
    {
        var session = await ManagementSession.NewAsync(server);
        var body = JsonNode.Parse(TestCertificate.Sso())!;
        body["signInUrl"] = url;
        (await session.SendAsync("PUT", "/sso", body.ToJsonString())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metadata_gives_all_that_is_not_given()
    {
        var session = await ManagementSession.NewAsync(server);
        var put = (await session.SendAsync("PUT", "/sso", Json("metadataXml", SamlMetadataTests.Metadata(TestCertificate.Pem(-10, -1), TestCertificate.Valid)))).Is(HttpStatusCode.OK);
        Assert.Equal(
            ("https://sts.example.com/1/", "https://login.example.com/redirect", TestCertificate.Valid.TrimEnd()),
            ((string)put.Json["issuer"]!, (string)put.Json["signInUrl"]!, ((string)put.Json["certificate"]!).TrimEnd()));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_does_not_do_is_named_and_changes_nothing(string change, string field)
    {
        var session = await ManagementSession.NewAsync(server);
        var body = JsonNode.Parse(TestCertificate.Sso())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        ManagementSession.IsProblem(await session.SendAsync("PUT", "/sso", body.ToJsonString()), HttpStatusCode.BadRequest, field);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/sso"), HttpStatusCode.NotFound);
    }

    private static string Json(string name, string value) => new JsonObject { [name] = value }.ToJsonString();
}
