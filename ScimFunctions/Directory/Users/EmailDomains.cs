using System.Text.Json.Nodes;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Directory.Users;

/// <summary>The setting of a tenant group that says of which domains its users' e-mail addresses are.</summary>
internal static class EmailDomains
{
    private const int MostNamed = 5;

    /// <summary>Verifies the addresses of a user that is to be stored.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>: an address is of another domain.</exception>
    public static void Verify(TenantGroup group, JsonObject user)
    {
        if (group.AllowedEmailDomains is not { } domains || user["emails"] is not JsonArray emails)
        {
            return;
        }

        foreach (var email in emails)
        {
            if (email?["value"] is JsonValue value && !IsOf(value.GetValue<string>(), domains))
            {
                var named = string.Join(", ", domains.Take(MostNamed)) + (domains.Count > MostNamed ? ", …" : "");
                throw new ScimException(ScimError.InvalidValue(
                    $"emails.value is not of a domain that this group's setting allowedEmailDomains has ({named}). Map another source attribute to emails, or add the domain to the setting."));
            }
        }
    }

    private static bool IsOf(string address, IReadOnlyList<string> domains) =>
        address.LastIndexOf('@') is >= 0 and var at && domains.Contains(address[(at + 1)..], StringComparer.OrdinalIgnoreCase);
}
