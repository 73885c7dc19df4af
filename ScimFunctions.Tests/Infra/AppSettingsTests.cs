using System.Text.Json;
using ScimFunctions.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Infra;

public sealed class AppSettingsTests
{
    private static readonly JsonElement Settings = CompiledTemplate.Single("Microsoft.Web/sites/config").Properties;

    [Fact]
    public void Settings_are_what_the_program_and_the_host_read()
    {
        string[] expected =
        [
            Variable(ConfigurationKeys.TableServiceUri),
            Variable(ConfigurationKeys.Table),
            Variable(ConfigurationKeys.VaultUri),
            Variable(ConfigurationKeys.PublicBaseUrl),
            Variable(ConfigurationKeys.ManagedIdentity),
            Variable(ConfigurationKeys.AdministratorsTenantId),
            Variable(ConfigurationKeys.AdministratorsClientId),
            "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
            "APPLICATIONINSIGHTS_CONNECTION_STRING",
            "AzureWebJobsStorage__accountName",
            "AzureWebJobsStorage__clientId",
            "AzureWebJobsStorage__credential",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Settings.EnumerateObject().Select(setting => setting.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ConfigurationKeys.TableServiceUri, "tableServiceUri", "[reference('dataStorage').outputs.tableServiceUri.value]")]
    [InlineData(ConfigurationKeys.VaultUri, "vaultUri", "[reference('vault').outputs.uri.value]")]
    [InlineData(ConfigurationKeys.ManagedIdentity, "identityClientId", "[reference('identity').outputs.clientId.value]")]
    [InlineData("AzureWebJobsStorage:accountName", "hostStorageName", "[reference('hostStorage').outputs.name.value]")]
    public void A_setting_is_the_address_of_what_was_made(string key, string parameter, string source)
    {
        Assert.Equal($"[parameters('{parameter}')]", Settings.GetProperty(Variable(key)).GetString());
        Assert.Equal(source, CompiledTemplate.Argument(CompiledTemplate.Module("app"), parameter));
    }

    [Fact]
    public void The_host_reaches_its_storage_and_telemetry_by_identity()
    {
        Assert.Equal("managedidentity", Settings.GetProperty("AzureWebJobsStorage__credential").GetString());
        Assert.Equal(
            "[format('ClientId={0};Authorization=AAD', parameters('identityClientId'))]",
            Settings.GetProperty("APPLICATIONINSIGHTS_AUTHENTICATION_STRING").GetString());
    }

    [Fact]
    public void The_package_is_read_by_the_same_identity()
    {
        var app = CompiledTemplate.Single("Microsoft.Web/sites");
        Assert.Equal("UserAssignedIdentity", app.Property("functionAppConfig", "deployment", "storage", "authentication", "type"));
        Assert.Equal("[parameters('identityId')]", app.Property("functionAppConfig", "deployment", "storage", "authentication", "userAssignedIdentityResourceId"));
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
