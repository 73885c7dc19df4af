using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary>The lines that people and scripts read; the labels end at one column.</summary>
internal static class Lines
{
    public static string TenantUrl(PublicAddress address, string groupPath) => "Tenant URL:    " + address.TenantUrl(groupPath);

    public static string SecretToken(PlainToken token) => "Secret token:  " + token.Reveal();

    public static string AdminKey(PlainToken key) => "Admin key:     " + key.Reveal();
}
