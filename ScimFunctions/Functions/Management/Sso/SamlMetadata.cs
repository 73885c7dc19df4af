using System.Xml;

namespace ScimFunctions.Functions.Management.Sso;

/// <summary>What an identity provider's metadata says (SAML 2.0 Metadata, OASIS): its entity id, where members sign in, and the
/// certificates that it signs by.</summary>
/// <param name="Issuer">The entity id; null without one.</param>
/// <param name="SignInUrl">The address for the HTTP-Redirect binding, else for another; null without one.</param>
/// <param name="Certificates">Base64, in the order of the metadata.</param>
public sealed record SamlMetadata(string? Issuer, string? SignInUrl, IReadOnlyList<string> Certificates)
{
    /// <summary>The most characters of metadata that are read.</summary>
    public const int Longest = 200_000;

    private const string Metadata = "urn:oasis:names:tc:SAML:2.0:metadata", Signature = "http://www.w3.org/2000/09/xmldsig#";
    private const string Redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private const int Deepest = 32;

    /// <summary>Reads metadata; null where it is no XML, or has a document type, which could name files and grow without end.</summary>
    public static SamlMetadata? Read(string xml)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = Longest,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var text = new StringReader(xml.TrimStart());
            using var reader = XmlReader.Create(text, settings);
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static SamlMetadata? Read(XmlReader reader)
    {
        string? issuer = null, redirect = null, other = null;
        var certificates = new List<string>();
        var (ofProvider, signs) = (false, false);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
            {
                return null;
            }

            if (reader.NodeType is XmlNodeType.EndElement && reader is { LocalName: "IDPSSODescriptor", NamespaceURI: Metadata })
            {
                ofProvider = false;
            }

            if (reader.NodeType is not XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.NamespaceURI, reader.LocalName)
            {
                case (Metadata, "EntityDescriptor"):
                    issuer ??= reader.GetAttribute("entityID");
                    break;
                case (Metadata, "IDPSSODescriptor"):
                    ofProvider = !reader.IsEmptyElement;
                    break;
                case (Metadata, "KeyDescriptor"):
                    signs = reader.GetAttribute("use") is null or "signing";
                    break;
                case (Signature, "X509Certificate") when ofProvider && signs:
                    certificates.Add(string.Concat(reader.ReadElementContentAsString().Where(character => !char.IsWhiteSpace(character))));
                    break;
                case (Metadata, "SingleSignOnService") when ofProvider && reader.GetAttribute("Binding") == Redirect:
                    redirect ??= reader.GetAttribute("Location");
                    break;
                case (Metadata, "SingleSignOnService") when ofProvider:
                    other ??= reader.GetAttribute("Location");
                    break;
            }
        }

        return new SamlMetadata(issuer, redirect ?? other, certificates);
    }
}
