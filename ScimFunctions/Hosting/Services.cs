using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScimFunctions.Directory.Checking;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Restoring;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Directory.Transfer.Importing;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions;
using ScimFunctions.Functions.Bulk;
using ScimFunctions.Functions.Management;
using ScimFunctions.Functions.Management.Access;
using ScimFunctions.Functions.Management.TenantGroups;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Functions.Searching;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Recovery;

namespace ScimFunctions.Hosting;

/// <summary>What the functions are made of, the same in every host. Nothing is opened before it is first asked for.</summary>
public static class Services
{
    /// <summary>Registers the functions and all that they need, and checks the configuration.</summary>
    /// <param name="services">What a host is built of.</param>
    /// <param name="configuration">The host's.</param>
    /// <param name="isWorker">Whether a Functions host is in front whatever the configuration says.</param>
    /// <exception cref="SetupException">The configuration does not do.</exception>
    public static IServiceCollection AddScimFunctions(this IServiceCollection services, IConfiguration configuration, bool isWorker = false)
    {
        Stores.Verify(configuration);
        return services
            .Configure<KestrelServerOptions>(RequestLimits.Apply)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => Stores.Table(configuration))
            .AddSingleton(provider => Stores.Vault(configuration, provider.GetRequiredService<Storage.ITable>()))
            .AddSingleton(Settings.Passwords(configuration))
            .AddSingleton(Settings.SearchLimits(configuration))
            .AddSingleton(Settings.Retention(configuration))
            .AddSingleton(Settings.PublicUrl(configuration, isWorker))
            .AddSingleton(Settings.Documentation(configuration))
            .AddTokens()
            .AddDirectory()
            .AddFunctions();
    }

    /// <summary>What a command works on, of a configuration given by arguments and environment.</summary>
    public static CommandServices ForCommands(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
        var provider = new ServiceCollection().AddLogging().AddScimFunctions(configuration).BuildServiceProvider();
        return new CommandServices(
            provider.GetRequiredService<TenantGroupRegistry>(),
            provider.GetRequiredService<TokenAdministration>(),
            provider.GetRequiredService<AdminKey>(),
            provider.GetRequiredService<GroupChecking>(),
            PublicAddress.Of(configuration),
            provider)
        {
            Provider = provider,
        };
    }

    private static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddSingleton<TokenAdministration>()
        .AddSingleton<TokenAuthenticator>()
        .AddSingleton<AdminKey>()
        .AddSingleton<FirstCredentialsMaker>()
        .AddSingleton<CursorKeys>()
        .AddSingleton<StoreBackup>()
        .AddSingleton<StoreRecovery>();

    private static IServiceCollection AddDirectory(this IServiceCollection services) => services
        .AddSingleton<TenantGroupRegistry>()
        .AddSingleton<TenantGroupChanges>()
        .AddSingleton(provider => new Journal(provider.GetRequiredService<Storage.ITable>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<JournalReader>()
        .AddSingleton<UserRestoration>()
        .AddSingleton<LayoutMigration>()
        .AddSingleton<JournalRetention>()
        .AddSingleton<PartitionUpkeep>()
        .AddSingleton<TenantExport>()
        .AddSingleton<TenantImport>()
        .AddSingleton<CatalogReader>()
        .AddSingleton<ExtensionRegistry>()
        .AddSingleton<UserDirectory>()
        .AddSingleton<GroupDirectory>()
        .AddSingleton<GroupChecking>()
        .AddSingleton<RelationReader>()
        .AddSingleton<ResourceSearch>()
        .AddSingleton<CursorSealer>();

    private static IServiceCollection AddFunctions(this IServiceCollection services) => services
        .AddSingleton<ScimEndpoint>()
        .AddSingleton<AdministratorAccess>()
        .AddSingleton<ManagementEndpoint>()
        .AddSingleton<ResourceOperations>()
        .AddSingleton<ResourceAnswer>()
        .AddSingleton<ResourceVerbs>()
        .AddSingleton<BulkExecution>()
        .AddSingleton<QueryCursors>()
        .AddSingleton<Readiness>()
        .AddSingleton<UserFunctions>()
        .AddSingleton<GroupFunctions>()
        .AddSingleton<SearchFunctions>()
        .AddSingleton<MeFunctions>()
        .AddSingleton<BulkFunctions>()
        .AddSingleton<DiscoveryFunctions>()
        .AddSingleton<SettingsFunctions>()
        .AddSingleton<ExtensionFunctions>()
        .AddSingleton<HealthFunctions>()
        .AddSingleton<FallbackFunction>()
        .AddSingleton(new FunctionRoutes()
            .Add<UserFunctions>().Add<GroupFunctions>().Add<SearchFunctions>().Add<MeFunctions>().Add<BulkFunctions>()
            .Add<DiscoveryFunctions>().Add<SettingsFunctions>().Add<ExtensionFunctions>().Add<HealthFunctions>());
}
