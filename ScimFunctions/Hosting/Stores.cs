using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Embedded;
using ScimFunctions.Tokens.KeyVault;

namespace ScimFunctions.Hosting;

/// <summary>Chooses the store and the vault by configuration: the one place that names adapters.</summary>
internal static class Stores
{
    private const string DefaultTable = "scim";
    private const string DefaultDirectory = ".data";

    /// <exception cref="SetupException">On Azure, no store is configured: the embedded one would lose its data there.</exception>
    /// <exception cref="StorageException">The embedded store's directory cannot be used.</exception>
    public static ITable Table(IConfiguration configuration)
    {
        var table = configuration.Setting(ConfigurationKeys.Table) ?? DefaultTable;
        if (configuration.Setting(ConfigurationKeys.TableServiceUri) is { } service)
        {
            return AzureTable.Connect(AbsoluteUri(ConfigurationKeys.TableServiceUri, service), Credential(configuration), table);
        }

        if (configuration.Setting(ConfigurationKeys.ConnectionString) is { } connection)
        {
            return Connect(connection, table);
        }

        return EmbeddedTable.Open(configuration.Setting(ConfigurationKeys.EmbeddedDirectory) ?? DefaultDirectory);
    }

    public static ITokenVault Vault(IConfiguration configuration, ITable table) =>
        configuration.Setting(ConfigurationKeys.VaultUri) is { } vault
            ? new KeyVaultTokenVault(new SecretClient(AbsoluteUri(ConfigurationKeys.VaultUri, vault), Credential(configuration)))
            : new TableTokenVault(table);

    /// <summary>What telemetry calls the store that <see cref="Table"/> chooses.</summary>
    public static string TableSystem(IConfiguration configuration) =>
        (configuration.Setting(ConfigurationKeys.TableServiceUri) ?? configuration.Setting(ConfigurationKeys.ConnectionString)) is null
            ? "sqlite"
            : "azure.tables";

    /// <summary>What telemetry calls the vault that <see cref="Vault"/> chooses.</summary>
    public static string VaultSystem(IConfiguration configuration) =>
        configuration.Setting(ConfigurationKeys.VaultUri) is null ? "table.vault" : "azure.keyvault";

    /// <summary>Refuses to serve from an app's own disk on Azure, or to keep its tokens there.</summary>
    /// <exception cref="SetupException">On Azure, and a store or a vault is not configured.</exception>
    public static void Verify(IConfiguration configuration)
    {
        if (configuration.Setting(ConfigurationKeys.AzureSite) is null)
        {
            return;
        }

        if (configuration.Setting(ConfigurationKeys.TableServiceUri) is null && configuration.Setting(ConfigurationKeys.ConnectionString) is null)
        {
            throw new SetupException("This runs on Azure and no table storage is configured. Set the app setting Storage__TableServiceUri to the table endpoint of a storage account, such as https://ACCOUNT.table.core.windows.net.");
        }

        if (configuration.Setting(ConfigurationKeys.VaultUri) is null)
        {
            throw new SetupException("This runs on Azure and no key vault is configured. Set the app setting Tokens__VaultUri to the vault's address, such as https://NAME.vault.azure.net.");
        }
    }

    private static AzureTable Connect(string connection, string table)
    {
        try
        {
            return AzureTable.Connect(connection, table);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new SetupException($"The setting {ConfigurationKeys.ConnectionString} is not the connection string of a storage account. Copy it from the account's access keys, or use UseDevelopmentStorage=true for Azurite.");
        }
    }

    private static Uri AbsoluteUri(string key, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : throw new SetupException($"The setting {key} is not an absolute URL that begins with https://.");

    /// <summary>By whom this process is known to Azure.</summary>
    public static TokenCredential Credential(IConfiguration configuration) =>
        configuration.Setting(ConfigurationKeys.AzureSite) is null
            ? new DefaultAzureCredential()
            : new ManagedIdentityCredential(configuration.Setting(ConfigurationKeys.ManagedIdentity) is { } clientId
                ? ManagedIdentityId.FromUserAssignedClientId(clientId)
                : ManagedIdentityId.SystemAssigned);
}
