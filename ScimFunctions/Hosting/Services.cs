using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting;

/// <summary>What the functions are made of, the same in every host. Nothing is opened before it is first asked for.</summary>
public static class Services
{
    private static readonly System.Buffers.SearchValues<char> NotInBaseUrl = System.Buffers.SearchValues.Create(" \"\\<>?#");

    /// <summary>Registers the functions and all that they need, and checks the configuration.</summary>
    /// <param name="services">What a host is built of.</param>
    /// <param name="configuration">The host's.</param>
    /// <param name="isWorker">Whether a Functions host is in front whatever the configuration says.</param>
    /// <exception cref="SetupException">The configuration does not do.</exception>
    public static IServiceCollection AddScimFunctions(this IServiceCollection services, IConfiguration configuration, bool isWorker = false)
    {
        Stores.Verify(configuration);
        var behindHost = isWorker
            || configuration.Setting(ConfigurationKeys.CustomHandlerPort) is not null
            || configuration.Setting(ConfigurationKeys.AzureSite) is not null;
        return services
            .Configure<KestrelServerOptions>(RequestLimits.Apply)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => Stores.Table(configuration))
            .AddSingleton(provider => Stores.Vault(configuration, provider.GetRequiredService<Storage.ITable>()))
            .AddSingleton<TenantGroupRegistry>()
            .AddSingleton<TokenAdministration>()
            .AddSingleton<TokenAuthenticator>()
            .AddSingleton<AdminKey>()
            .AddSingleton<FirstCredentialsMaker>()
            .AddSingleton<Journal>()
            .AddSingleton<UserDirectory>()
            .AddSingleton<UserSearch>()
            .AddSingleton<Readiness>()
            .AddSingleton(new PublicUrl(PublicBaseUrl(configuration), behindHost))
            .AddSingleton<ScimEndpoint>()
            .AddSingleton(new FunctionRoutes().Add<UserFunctions>().Add<DiscoveryFunctions>().Add<HealthFunctions>())
            .AddSingleton<UserFunctions>()
            .AddSingleton<DiscoveryFunctions>()
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
