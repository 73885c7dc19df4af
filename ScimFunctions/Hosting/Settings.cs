using System.Globalization;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Directory.Users.Passwords;
using ScimFunctions.Functions;
using ScimFunctions.Functions.Management.Access;
using ScimFunctions.Functions.Management.Sso;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Entra;

namespace ScimFunctions.Hosting;

/// <summary>Reads the settings that parts are made with, and says which one does not do.</summary>
internal static class Settings
{
    private static readonly System.Buffers.SearchValues<char> NotInUrl = System.Buffers.SearchValues.Create(" \"\\<>?#");

    /// <exception cref="SetupException">The setting is neither drop nor hash.</exception>
    public static PasswordKeeper Passwords(IConfiguration configuration) =>
        new(configuration.Setting(ConfigurationKeys.Passwords)?.ToUpperInvariant() switch
        {
            null or "DROP" => false,
            "HASH" => true,
            _ => throw new SetupException($"The setting {ConfigurationKeys.Passwords} must be drop or hash."),
        });

    /// <exception cref="SetupException">The setting is not a number of rows.</exception>
    public static SearchLimits SearchLimits(IConfiguration configuration)
    {
        if (configuration.Setting(ConfigurationKeys.MostScanned) is { } text)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0
                ? new SearchLimits(rows)
                : throw new SetupException($"The setting {ConfigurationKeys.MostScanned} is not a number of rows, from 1 to {int.MaxValue}.");
        }

        var isEmbedded = configuration.Setting(ConfigurationKeys.TableServiceUri) is null && configuration.Setting(ConfigurationKeys.ConnectionString) is null;
        return new SearchLimits(isEmbedded ? Directory.Searching.SearchLimits.OfEmbeddedStore : Directory.Searching.SearchLimits.OfAzureTables);
    }

    /// <exception cref="SetupException">The setting is not a number of days.</exception>
    public static RetentionSetting Retention(IConfiguration configuration) =>
        configuration.Setting(ConfigurationKeys.RetentionDays) is not { } text ? new RetentionSetting(0)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= RetentionSetting.Most ? new RetentionSetting(days)
        : throw new SetupException($"The setting {ConfigurationKeys.RetentionDays} is not a number of days, from 0 (for ever) to {RetentionSetting.Most}.");

    /// <exception cref="SetupException">The setting is not a URL.</exception>
    public static PublicUrl PublicUrl(IConfiguration configuration, bool isWorker) =>
        new(AbsoluteUrl(configuration, ConfigurationKeys.PublicBaseUrl), IsBehindHost(configuration, isWorker));

    /// <summary>Where requests come from.</summary>
    public static ClientAddress ClientAddress(IConfiguration configuration, bool isWorker) => new(IsBehindHost(configuration, isWorker));

    /// <exception cref="SetupException">The setting is not a URL.</exception>
    public static DocumentationUri Documentation(IConfiguration configuration) =>
        new(AbsoluteUrl(configuration, ConfigurationKeys.DocumentationUri) ?? DocumentationUri.Default);

    /// <exception cref="SetupException">The setting is neither true nor false.</exception>
    public static TokenRules TokenRules(IConfiguration configuration) =>
        new(Flag(configuration, ConfigurationKeys.RequireSso, otherwise: true));

    /// <exception cref="SetupException">The setting is neither true nor false.</exception>
    public static MetadataDownload MetadataDownload(IConfiguration configuration) =>
        new(Flag(configuration, ConfigurationKeys.AllowMetadataUrl, otherwise: false) ? Functions.Management.Sso.MetadataDownload.NewClient() : null);

    /// <exception cref="SetupException">The setting is not a span of time.</exception>
    public static OldPathGrace OldPathGrace(IConfiguration configuration)
    {
        if (configuration.Setting(ConfigurationKeys.OldPathGrace) is not { } text)
        {
            return new(Directory.TenantGroups.OldPathGrace.Default);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var grace)
            && grace >= TimeSpan.Zero && grace <= Directory.TenantGroups.OldPathGrace.Longest
            ? new(grace)
            : throw new SetupException($"The setting {ConfigurationKeys.OldPathGrace} is not a span of time such as 30.00:00:00 (30 days), 12:00:00 (12 hours) or 0, at most 3650 days.");
    }

    /// <exception cref="SetupException">The setting is not a number.</exception>
    public static int RequestsPerSecond(IConfiguration configuration) =>
        Number(configuration, ConfigurationKeys.RequestsPerSecond, RequestRates.Default, most: 1_000_000);

    /// <exception cref="SetupException">The setting is not a number.</exception>
    public static int AdministratorFailures(IConfiguration configuration) =>
        Number(configuration, ConfigurationKeys.AdministratorFailures, FailedAttempts.Default, most: 1_000_000);

    /// <summary>Whose access tokens let administrators in; null for nobody's.</summary>
    /// <exception cref="SetupException">Only one of two settings is there, or one does not do.</exception>
    public static EntraOptions? Entra(IConfiguration configuration)
    {
        var (tenant, client) = (configuration.Setting(ConfigurationKeys.AdministratorsTenantId), configuration.Setting(ConfigurationKeys.AdministratorsClientId));
        if (tenant is null && client is null)
        {
            return null;
        }

        if (tenant is null || client is null)
        {
            throw new SetupException($"Set both {ConfigurationKeys.AdministratorsTenantId} and {ConfigurationKeys.AdministratorsClientId}, or neither.");
        }

        var authority = AbsoluteUrl(configuration, ConfigurationKeys.AdministratorsAuthority) is { } url ? new Uri(url) : EntraOptions.PublicAuthority(tenant);
        return authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback
            ? new EntraOptions(tenant, client, authority)
            : throw new SetupException($"The setting {ConfigurationKeys.AdministratorsAuthority} is not an https:// address.");
    }

    private static bool IsBehindHost(IConfiguration configuration, bool isWorker) =>
        isWorker
        || configuration.Setting(ConfigurationKeys.CustomHandlerPort) is not null
        || configuration.Setting(ConfigurationKeys.AzureSite) is not null;

    private static bool Flag(IConfiguration configuration, string key, bool otherwise) => configuration.Setting(key) switch
    {
        null => otherwise,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw new SetupException($"The setting {key} must be true or false."),
    };

    private static int Number(IConfiguration configuration, string key, int otherwise, int most) => configuration.Setting(key) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most => number,
        _ => throw new SetupException($"The setting {key} is not a number from 0 to {most}."),
    };

    private static string? AbsoluteUrl(IConfiguration configuration, string key)
    {
        var value = configuration.Setting(key);
        var isUrl = value is null
            || (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                && value.All(char.IsAscii) && !value.AsSpan().ContainsAny(NotInUrl));
        return isUrl
            ? value?.TrimEnd('/')
            : throw new SetupException($"The setting {key} is not an absolute URL such as https://scim.example.com.");
    }
}
