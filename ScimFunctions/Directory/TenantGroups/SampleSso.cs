using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>The sign-in of the group of a first run: an identity provider that there is not, with a certificate whose key
/// nobody has, so that everything can be tried before a real one is configured.</summary>
public static class SampleSso
{
    /// <summary>A configuration with a new certificate, which takes some milliseconds.</summary>
    public static SamlSso Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sample identity provider", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return new SamlSso
        {
            Issuer = "https://idp.example.com/sample",
            SignInUrl = "https://idp.example.com/sample/sso",
            Certificate = certificate.ExportCertificatePem(),
            NameIdSource = "user.objectid",
        };
    }
}
