using Xunit;

namespace ScimFunctions.Tests.Infra;

public sealed class AccessTests
{
    private const string ByParameter = "[if(equals(parameters('publicAccess'), 'Disabled'), 'Disabled', 'Enabled')]";

    private static readonly string[] Storages = ["hostStorage", "dataStorage"];

    [Fact]
    public void There_is_an_account_of_the_host_and_one_of_data() =>
        Assert.Equal(Storages, CompiledTemplate.OfType("Microsoft.Storage/storageAccounts").Select(account => account.Module));

    [Fact]
    public void Storage_takes_no_key_and_nothing_but_TLS_1_2() => Assert.All(
        CompiledTemplate.OfType("Microsoft.Storage/storageAccounts"),
        account =>
        {
            Assert.Equal("false", account.Property("allowSharedKeyAccess"));
            Assert.Equal("false", account.Property("allowBlobPublicAccess"));
            Assert.Equal("true", account.Property("supportsHttpsTrafficOnly"));
            Assert.Equal("TLS1_2", account.Property("minimumTlsVersion"));
        });

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts")]
    [InlineData("Microsoft.KeyVault/vaults")]
    public void Public_access_is_as_the_parameter_says(string type) => Assert.All(CompiledTemplate.OfType(type), resource =>
    {
        Assert.Equal(ByParameter, resource.Property("publicNetworkAccess"));
        Assert.Equal("[if(equals(parameters('publicAccess'), 'Enabled'), 'Allow', 'Deny')]", resource.Property("networkAcls", "defaultAction"));
        Assert.Equal("[variables('publicAccess')]", CompiledTemplate.Argument(CompiledTemplate.Module(resource.Module), "publicAccess"));
    });

    [Fact]
    public void A_private_network_shuts_the_public_out_but_for_addresses_that_are_given() => Assert.Equal(
        "[if(not(parameters('privateNetwork')), 'Enabled', if(empty(parameters('allowedAddresses')), 'Disabled', 'Addresses'))]",
        CompiledTemplate.Root.GetProperty("variables").GetProperty("publicAccess").GetString());

    [Theory]
    [InlineData("hostStorageEndpoint", "blob", "hostStorage")]
    [InlineData("dataStorageEndpoint", "table", "dataStorage")]
    [InlineData("vaultEndpoint", "vault", "vault")]
    [InlineData("appEndpoint", "sites", "app")]
    public void A_private_network_has_an_endpoint_of_each_service(string module, string service, string target)
    {
        var endpoint = CompiledTemplate.Module(module);
        Assert.Contains("parameters('privateNetwork')", endpoint.Member("condition"), StringComparison.Ordinal);
        Assert.Equal(service, CompiledTemplate.Argument(endpoint, "service"));
        Assert.Equal($"[reference('{target}').outputs.id.value]", CompiledTemplate.Argument(endpoint, "targetId"));
    }

    [Fact]
    public void The_app_speaks_HTTPS_of_TLS_1_2_and_takes_no_password()
    {
        var app = CompiledTemplate.Single("Microsoft.Web/sites");
        Assert.Equal("true", app.Property("httpsOnly"));
        Assert.Equal("1.2", app.Property("siteConfig", "minTlsVersion"));
        Assert.Equal("1.2", app.Property("siteConfig", "scmMinTlsVersion"));
        Assert.Equal("Disabled", app.Property("siteConfig", "ftpsState"));
        Assert.Equal("[if(parameters('publicIngress'), 'Enabled', 'Disabled')]", app.Property("publicNetworkAccess"));

        var passwords = CompiledTemplate.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToArray();
        Assert.Equal(2, passwords.Length);
        Assert.All(passwords, policy => Assert.Equal("false", policy.Property("allow")));
    }

    [Fact]
    public void The_vault_goes_by_roles_and_gives_nothing_up_for_good()
    {
        var vault = CompiledTemplate.Single("Microsoft.KeyVault/vaults");
        Assert.Equal("true", vault.Property("enableRbacAuthorization"));
        Assert.Equal("true", vault.Property("enableSoftDelete"));
        Assert.Equal("true", vault.Property("enablePurgeProtection"));
        Assert.Equal("[if(parameters('recover'), 'recover', 'default')]", vault.Property("createMode"));
    }

    [Theory]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "features", "disableLocalAuth")]
    public void Telemetry_takes_no_key(string type, params string[] path) =>
        Assert.Equal("true", CompiledTemplate.Single(type).Property(path));
}
