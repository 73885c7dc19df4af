using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScimFunctions.Directory.Checking;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Erasing;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Identities;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Restoring;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Directory.Transfer.Importing;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions;
using ScimFunctions.Functions.Bulk;
using ScimFunctions.Functions.Housekeeping;
using ScimFunctions.Functions.Management;
using ScimFunctions.Functions.Management.Access;
using ScimFunctions.Functions.Management.Checking;
using ScimFunctions.Functions.Management.Log;
using ScimFunctions.Functions.Management.People;
using ScimFunctions.Functions.Management.Sso;
using ScimFunctions.Functions.Management.TenantGroups;
using ScimFunctions.Functions.Management.Tokens;
using ScimFunctions.Functions.Management.Transfer;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Functions.Searching;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Entra;
using ScimFunctions.Tokens.Recovery;
using ScimFunctions.Tokens.Use;

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
            .AddSingleton(Settings.TokenRules(configuration))
            .AddSingleton(Settings.OldPathGrace(configuration))
            .AddTokens()
            .AddDirectory()
            .AddFunctions()
            .AddManagement(configuration, isWorker);
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
            Housekeeping = provider.GetRequiredService<Housekeeper>().WorkAsync,
        };
    }

    private static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddSingleton<TokenAdministration>()
        .AddSingleton<TokenAuthenticator>()
        .AddSingleton<TokenUses>()
        .AddSingleton<AdminKey>()
        .AddSingleton<FirstCredentialsMaker>()
        .AddSingleton<CursorKeys>()
        .AddSingleton<StoreBackup>()
        .AddSingleton<StoreRecovery>();

    private static IServiceCollection AddDirectory(this IServiceCollection services) => services
        .AddSingleton<TenantGroupRegistry>()
        .AddSingleton<TenantGroupChanges>()
        .AddSingleton<Counts>()
        .AddSingleton<TenantGroupRenaming>()
        .AddSingleton<TenantGroupDeleting>()
        .AddSingleton<RemovalSweep>()
        .AddSingleton(provider => new Journal(
            provider.GetRequiredService<Storage.ITable>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Counts>()))
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
        .AddSingleton<GroupIntents>()
        .AddSingleton<RequestLog>()
        .AddSingleton<ErasureReceipts>()
        .AddSingleton<PersonErasure>()
        .AddSingleton<LogReader>()
        .AddSingleton<MemberReader>()
        .AddSingleton<IdentityReader>()
        .AddSingleton<IdentityDirectory>()
        .AddSingleton<SignInCheck>()
        .AddSingleton<GroupDirectory>()
        .AddSingleton<GroupChecking>()
        .AddSingleton<RelationReader>()
        .AddSingleton<ResourceSearch>()
        .AddSingleton<CursorSealer>();

    private static IServiceCollection AddFunctions(this IServiceCollection services) => services
        .AddSingleton<ScimEndpoint>()
        .AddSingleton<Housekeeper>()
        .AddHostedService<LastFlush>()
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
        .AddSingleton<HealthFunctions>()
        .AddSingleton<FallbackFunction>()
        .AddSingleton(new FunctionRoutes()
            .Add<UserFunctions>().Add<GroupFunctions>().Add<SearchFunctions>().Add<MeFunctions>().Add<BulkFunctions>()
            .Add<DiscoveryFunctions>().Add<TenantGroupFunctions>().Add<SettingsFunctions>().Add<CheckFunctions>().Add<SsoFunctions>().Add<TokenFunctions>()
            .Add<AdminKeyFunctions>().Add<ExtensionFunctions>().Add<OpenApiFunctions>().Add<HealthFunctions>()
            .Add<IdentityFunctions>().Add<MemberFunctions>().Add<SignInFunctions>().Add<RestoreFunctions>().Add<ErasureFunctions>().Add<LogFunctions>().Add<TransferFunctions>());

    // A server is used by others while it imports.
    private static TransferFunctions NewTransferFunctions(IServiceProvider provider) => ActivatorUtilities.CreateInstance<TransferFunctions>(
        provider, ActivatorUtilities.CreateInstance<TenantImport>(provider, new Storage.SharedTable(provider.GetRequiredService<Storage.ITable>())));

    private static IServiceCollection AddManagement(this IServiceCollection services, IConfiguration configuration, bool isWorker)
    {
        if (Settings.Entra(configuration) is { } entra)
        {
            services
                .AddSingleton(entra)
                .AddSingleton(provider => new EntraKeys(entra, EntraKeys.NewClient(), provider.GetRequiredService<TimeProvider>()))
                .AddSingleton<EntraTokens>();
        }

        var (rate, failures) = (Settings.RequestsPerSecond(configuration), Settings.AdministratorFailures(configuration));
        return services
            .AddSingleton(provider => new RequestRates(rate, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new FailedAttempts(failures, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(Settings.ClientAddress(configuration, isWorker))
            .AddSingleton(Settings.MetadataDownload(configuration))
            .AddSingleton<AdministratorAccess>()
            .AddSingleton<ManagementEndpoint>()
            .AddSingleton<SsoReader>()
            .AddSingleton<TenantGroupMaking>()
            .AddSingleton<TenantGroupFunctions>()
            .AddSingleton<SettingsFunctions>()
            .AddSingleton<CheckFunctions>()
            .AddSingleton<SsoFunctions>()
            .AddSingleton<TokenFunctions>()
            .AddSingleton<AdminKeyFunctions>()
            .AddSingleton<ManagementChanges>()
            .AddSingleton<PeopleCursors>()
            .AddSingleton<IdentityFunctions>()
            .AddSingleton<MemberFunctions>()
            .AddSingleton<SignInFunctions>()
            .AddSingleton<RestoreFunctions>()
            .AddSingleton<ErasureFunctions>()
            .AddSingleton<TokenNames>()
            .AddSingleton<LogFunctions>()
            .AddSingleton<ExtensionFunctions>()
            .AddSingleton(NewTransferFunctions)
            .AddSingleton<OpenApiFunctions>();
    }
}
