using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ScimFunctions.Functions.Management.Bodies;

namespace ScimFunctions.Functions.Management.Sso;

/// <summary>The certificate that an identity provider signs assertions by.</summary>
internal static class SsoCertificate
{
    private const string Label = "CERTIFICATE";
    private const int SmallestRsaKey = 2048;

    // What clocks may differ by.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>The one certificate of a text, as PEM, and what is wrong with it as a sentence: one of the two.</summary>
    /// <param name="text">PEM, or the base64 alone.</param>
    /// <param name="now">When it has to be valid.</param>
    public static (string? Pem, string? Problem) Check(string text, DateTimeOffset now)
    {
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return (null, "It holds a private key. Give the certificate alone, and consider the key as known to others.");
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Bytes(text));
            return certificate switch
            {
                _ when new DateTimeOffset(certificate.NotAfter) <= now => (null, "The certificate has expired. Give the one that the identity provider signs by now."),
                _ when new DateTimeOffset(certificate.NotBefore) > now + Skew => (null, "The certificate is not valid yet. Give the one that the identity provider signs by now."),
                _ when IsWeak(certificate) => (null, $"The certificate's key is too short. An RSA key has at least {SmallestRsaKey} bits."),
                _ => (certificate.ExportCertificatePem(), null),
            };
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or ArgumentException)
        {
            return (null, "It is not one X.509 certificate as PEM.");
        }
    }

    /// <summary>Writes what an administrator knows a certificate by.</summary>
    public static void WriteFacts(Utf8JsonWriter writer, string pem)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Bytes(pem));
        writer.WriteStartObject();
        writer.WriteString("subject"u8, certificate.Subject);
        writer.WriteString("sha256"u8, Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)));
        Instant.Write(writer, "notBefore", new DateTimeOffset(certificate.NotBefore));
        Instant.Write(writer, "notAfter", new DateTimeOffset(certificate.NotAfter));
        writer.WriteEndObject();
    }

    private static byte[] Bytes(string text)
    {
        if (!text.Contains("-----", StringComparison.Ordinal))
        {
            return Convert.FromBase64String(text);
        }

        var fields = PemEncoding.Find(text);
        return text.AsSpan()[fields.Label] is Label && !text[fields.Location.End..].Contains("-----", StringComparison.Ordinal)
            ? Convert.FromBase64String(text[fields.Base64Data])
            : throw new FormatException("Another PEM than one certificate.");
    }

    private static bool IsWeak(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        return rsa?.KeySize < SmallestRsaKey;
    }
}
