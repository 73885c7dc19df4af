using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Resources;
using System.Globalization;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Directory.Users.Passwords;
using ScimFunctions.Functions;
using ScimFunctions.Functions.Management;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Functions.Searching;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting;

/// <summary>What the functions are made of, the same in every host. Nothing is opened before it is first asked for.</summary>
public static class Services
{
    private static readonly System.Buffers.SearchValues<char> NotInBaseUrl = System.Buffers.SearchValues.Create(" \"\\<>?#");

    /// <summary>Registers the functions and all that they need, and checks the configuration.</summary>
    /// <exception cref="SetupException">The configuration does not do.</exception>
    public static IServiceCollection AddScimFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        Stores.Verify(configuration);
        var behindHost = configuration.Setting(ConfigurationKeys.CustomHandlerPort) is not null
            || configuration.Setting(ConfigurationKeys.AzureSite) is not null;
        return services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => Stores.Table(configuration))
            .AddSingleton(provider => Stores.Vault(configuration, provider.GetRequiredService<Storage.ITable>()))
            .AddSingleton<TenantGroupRegistry>()
            .AddSingleton<TokenAdministration>()
            .AddSingleton<TokenAuthenticator>()
            .AddSingleton<AdminKey>()
            .AddSingleton<FirstCredentialsMaker>()
            .AddSingleton<Journal>()
            .AddSingleton(new PasswordKeeper(KeepsPasswords(configuration)))
            .AddSingleton<UserDirectory>()
            .AddSingleton<CatalogReader>()
            .AddSingleton<ExtensionRegistry>()
            .AddSingleton<GroupDirectory>()
            .AddSingleton<RelationReader>()
            .AddSingleton<Readiness>()
            .AddSingleton(new PublicUrl(PublicBaseUrl(configuration), behindHost))
            .AddSingleton<ScimEndpoint>()
            .AddSingleton<ManagementEndpoint>()
            .AddSingleton(new SearchLimits(MostScanned(configuration)))
            .AddSingleton<ResourceSearch>()
            .AddSingleton<CursorKeys>()
            .AddSingleton<CursorSealer>()
            .AddSingleton<QueryCursors>()
            .AddSingleton(new FunctionRoutes().Add<UserFunctions>().Add<SearchFunctions>().Add<DiscoveryFunctions>().Add<ExtensionFunctions>().Add<HealthFunctions>())
            .AddSingleton<UserFunctions>()
            .AddSingleton<SearchFunctions>()
            .AddSingleton<DiscoveryFunctions>()
            .AddSingleton<ExtensionFunctions>()
            .AddSingleton<HealthFunctions>()
            .AddSingleton<FallbackFunction>();
    }

    /// <summary>What a command works on, of a configuration given by arguments and environment.</summary>
    public static CommandServices ForCommands(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
        var provider = new ServiceCollection().AddLogging().AddScimFunctions(configuration).BuildServiceProvider();
        return new CommandServices(
            provider.GetRequiredService<TenantGroupRegistry>(),
            provider.GetRequiredService<TokenAdministration>(),
            PublicAddress.Of(configuration),
            provider);
    }

    private static bool KeepsPasswords(IConfiguration configuration) =>
        configuration.Setting(ConfigurationKeys.Passwords)?.ToUpperInvariant() switch
        {
            null or "DROP" => false,
            "HASH" => true,
            _ => throw new SetupException($"The setting {ConfigurationKeys.Passwords} must be drop or hash."),
        };
    private static int MostScanned(IConfiguration configuration)
    {
        if (configuration.Setting(ConfigurationKeys.MostScanned) is { } text)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0
                ? rows
                : throw new SetupException($"The setting {ConfigurationKeys.MostScanned} is not a number of rows, from 1 to {int.MaxValue}.");
        }

        return configuration.Setting(ConfigurationKeys.TableServiceUri) is null && configuration.Setting(ConfigurationKeys.ConnectionString) is null
            ? SearchLimits.OfEmbeddedStore
            : SearchLimits.OfAzureTables;
    }

    private static string? PublicBaseUrl(IConfiguration configuration)
    {
        var value = configuration.Setting(ConfigurationKeys.PublicBaseUrl);
        var isUrl = value is null
            || (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                && value.All(char.IsAscii) && !value.AsSpan().ContainsAny(NotInBaseUrl));
        return isUrl
            ? value?.TrimEnd('/')
            : throw new SetupException($"The setting {ConfigurationKeys.PublicBaseUrl} is not an absolute URL such as https://scim.example.com.");
    }
}
