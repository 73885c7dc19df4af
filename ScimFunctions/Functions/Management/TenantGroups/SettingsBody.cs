using System.Text.Json;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Management.Bodies;

namespace ScimFunctions.Functions.Management.TenantGroups;

/// <summary>The settings of a tenant group in the JSON of administrators; a body is a merge patch (RFC 7396).</summary>
internal static class SettingsBody
{
    private const string Domains = "allowedEmailDomains", UserLimit = "userLimit", DefaultRole = "defaultRole", Roles = "roles",
        RetentionDays = "retentionDays", JournalReads = "journalReads", TokenMaxLifetimeDays = "tokenMaxLifetimeDays",
        AllowDuplicateGroupNames = "allowDuplicateGroupNames";

    private const int MostDomains = 100, LongestDomain = 253, LongestRole = 64, MostUsers = 10_000_000, MostDays = 3_650;
    private const string DomainExample = "[\"example.com\"]", RolesExample = "[\"owner\", \"member\", \"guest\"]";

    /// <summary>The names of its members.</summary>
    public static readonly string[] Known =
        [Domains, UserLimit, DefaultRole, Roles, RetentionDays, JournalReads, TokenMaxLifetimeDays, AllowDuplicateGroupNames];

    /// <summary>The tenant group with the settings that the body gives; <c>null</c> gives back the default.</summary>
    /// <exception cref="ProblemException">400: a setting breaks a rule.</exception>
    public static TenantGroup Merge(TenantGroup group, JsonFields body)
    {
        var merged = group with
        {
            AllowedEmailDomains = body.Has(Domains) ? ReadDomains(body) : group.AllowedEmailDomains,
            UserLimit = body.Has(UserLimit) ? body.Number(UserLimit, 1, MostUsers, "500") : group.UserLimit,
            Roles = body.Has(Roles) ? ReadRoles(body) : group.Roles,
            RetentionDays = body.Has(RetentionDays) ? body.Number(RetentionDays, 0, MostDays, "365") : group.RetentionDays,
            JournalReads = body.Has(JournalReads) ? body.Flag(JournalReads) ?? false : group.JournalReads,
            TokenMaxLifetimeDays = body.Has(TokenMaxLifetimeDays)
                ? body.Number(TokenMaxLifetimeDays, 1, MostDays, "365")
                : group.TokenMaxLifetimeDays,
            AllowDuplicateGroupNames = body.Has(AllowDuplicateGroupNames)
                ? body.Flag(AllowDuplicateGroupNames) ?? false
                : group.AllowDuplicateGroupNames,
        };
        merged = merged with
        {
            DefaultRole = body.Has(DefaultRole) ? body.Text(DefaultRole, LongestRole, TenantGroupRoles.Guest) ?? TenantGroupRoles.Guest : group.DefaultRole,
        };
        return merged.MemberRoles.Contains(merged.DefaultRole, StringComparer.Ordinal)
            ? merged
            : throw body.Refuse(
                DefaultRole, $"It is one of the roles of the group: {string.Join(", ", merged.MemberRoles)}.", merged.MemberRoles[^1]);
    }

    /// <summary>Writes the settings.</summary>
    public static void Write(Utf8JsonWriter writer, TenantGroup group)
    {
        writer.WriteStartObject();
        WriteTexts(writer, Domains, group.AllowedEmailDomains ?? []);
        WriteNumber(writer, UserLimit, group.UserLimit);
        writer.WriteString(DefaultRole, group.DefaultRole);
        WriteTexts(writer, Roles, group.MemberRoles);
        WriteNumber(writer, RetentionDays, group.RetentionDays);
        writer.WriteBoolean(JournalReads, group.JournalReads);
        WriteNumber(writer, TokenMaxLifetimeDays, group.TokenMaxLifetimeDays);
        writer.WriteBoolean(AllowDuplicateGroupNames, group.AllowDuplicateGroupNames);
        writer.WriteEndObject();
    }

    private static IReadOnlyList<string>? ReadDomains(JsonFields body)
    {
        var domains = body.Texts(Domains, MostDomains, LongestDomain, DomainExample);
        return domains switch
        {
            null or [] => null,
            _ when domains.FirstOrDefault(domain => !IsDomain(domain)) is not null => throw body.Refuse(
                Domains, "Each is a domain name, such as example.com: letters, digits, '-' and at least one '.'.", DomainExample),
            _ => [.. domains.Select(domain => domain.ToLowerInvariant())],
        };
    }

    private static IReadOnlyList<string>? ReadRoles(JsonFields body)
    {
        var roles = body.Texts(Roles, TenantGroupRoles.Most, LongestRole, RolesExample);
        return roles switch
        {
            null => null,
            _ when roles.Any(role => !TenantGroupRoles.IsValid(role)) => throw body.Refuse(Roles, TenantGroupRoles.Rule, RolesExample),
            _ when !roles.Contains(TenantGroupRoles.Owner, StringComparer.Ordinal) => throw body.Refuse(
                Roles, $"{TenantGroupRoles.Owner} is always among them: a group keeps at least one owner.", RolesExample),
            _ => roles,
        };
    }

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) == UriHostNameType.Dns
        && domain.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-');

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
