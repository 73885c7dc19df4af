using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace ScimFunctions.Tests.Functions.Management.Sso;

/// <summary>Certificates of identity providers that there are not.</summary>
internal static class TestCertificate
{
    public static string Valid { get; } = Pem(-1, 365);

    /// <summary>A self-signed certificate, valid from and to so many days from now.</summary>
    public static string Pem(int fromDays, int toDays, int rsaBits = 0)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = rsaBits > 0 ? RSA.Create(rsaBits) : null;
        var request = rsa is null
            ? new CertificateRequest("CN=idp", ec, HashAlgorithmName.SHA256)
            : new CertificateRequest("CN=idp", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(fromDays), now.AddDays(toDays));
        return certificate.ExportCertificatePem();
    }

    /// <summary>The base64 of a PEM alone, as metadata has it.</summary>
    public static string Base64(string pem) => string.Concat(pem.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)));

    /// <summary>A body with that certificate.</summary>
    public static string Sso(string? pem = null) =>
        $$"""{"issuer":"https://idp.example.com/1","signInUrl":"https://idp.example.com/sso","certificate":"{{JsonEncodedText.Encode(pem ?? Valid)}}"}""";
}
