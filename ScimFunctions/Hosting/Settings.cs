using System.Globalization;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Directory.Users.Passwords;
using ScimFunctions.Functions;
using ScimFunctions.Functions.Requests;

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
    public static PublicUrl PublicUrl(IConfiguration configuration, bool isWorker)
    {
        var behindHost = isWorker
            || configuration.Setting(ConfigurationKeys.CustomHandlerPort) is not null
            || configuration.Setting(ConfigurationKeys.AzureSite) is not null;
        return new PublicUrl(AbsoluteUrl(configuration, ConfigurationKeys.PublicBaseUrl), behindHost);
    }

    /// <exception cref="SetupException">The setting is not a URL.</exception>
    public static DocumentationUri Documentation(IConfiguration configuration) =>
        new(AbsoluteUrl(configuration, ConfigurationKeys.DocumentationUri) ?? DocumentationUri.Default);

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
