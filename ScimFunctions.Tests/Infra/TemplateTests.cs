using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace ScimFunctions.Tests.Infra;

public sealed class TemplateTests
{
    private static readonly string[] Untaggable =
    [
        CompiledTemplate.ModuleType,
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.Consumption/budgets",
        "Microsoft.Insights/diagnosticSettings",
        "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.Storage/storageAccounts/tableServices/tables",
        "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
        "Microsoft.Web/sites/config",
        "Microsoft.Web/sites/hostNameBindings",
    ];

    /// <summary>Types that have had no newer version since, or only previews.</summary>
    private static readonly string[] OldAndNewest =
    [
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        "Microsoft.Insights/actionGroups@2023-01-01",
        "Microsoft.Insights/components@2020-02-02",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
    ];

    [Fact]
    public void Every_module_is_read() => Assert.True(CompiledTemplate.Resources.Count >= 50);

    [Fact]
    public void Every_resource_that_can_be_is_tagged() => Assert.All(
        CompiledTemplate.Resources.Where(resource => !Untaggable.Contains(resource.Type)),
        resource => Assert.Contains(
            resource.Module is "" ? "variables('allTags')" : "parameters('tags')", resource.Member("tags"), StringComparison.Ordinal));

    [Fact]
    public void Every_module_is_given_the_tags() => Assert.All(
        CompiledTemplate.OfType(CompiledTemplate.ModuleType).Where(module => Takes(module, "tags")),
        module => Assert.Equal("[variables('allTags')]", CompiledTemplate.Argument(module, "tags")));

    [Fact]
    public void The_tags_name_the_environment_by_which_azd_finds_it() =>
        Assert.Contains("'azd-env-name', parameters('environmentName')", Variable("allTags"), StringComparison.Ordinal);

    [Fact]
    public void The_app_has_the_tag_by_which_azd_finds_the_service() => Assert.Contains(
        "'azd-service-name', 'scim'", CompiledTemplate.Single("Microsoft.Web/sites").Member("tags"), StringComparison.Ordinal);

    [Fact]
    public void Every_API_version_is_of_2024_or_later_or_the_newest() => Assert.All(
        CompiledTemplate.Resources.Select(resource => $"{resource.Type}@{resource.ApiVersion}").Distinct().Except(OldAndNewest),
        version =>
        {
            var day = version.Split('@')[1];
            Assert.DoesNotContain("preview", day, StringComparison.Ordinal);
            Assert.True(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) >= new DateOnly(2024, 6, 1), version);
        });

    [Fact]
    public void Every_parameter_and_output_is_described() => Assert.All(
        CompiledTemplate.Templates.SelectMany(template => Entries(template, "parameters").Concat(Entries(template, "outputs"))),
        entry => Assert.False(string.IsNullOrEmpty(entry.Value.GetProperty("metadata").GetProperty("description").GetString())));

    [Fact]
    public void No_secret_is_taken_or_given()
    {
        Assert.DoesNotContain(Functions(), function => function.StartsWith("list", StringComparison.OrdinalIgnoreCase));
        Assert.All(
            CompiledTemplate.Templates.SelectMany(template => Entries(template, "parameters").Concat(Entries(template, "outputs"))),
            entry =>
            {
                Assert.DoesNotContain("secure", entry.Value.ToString(), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("ConnectionString", entry.Value.ToString(), StringComparison.OrdinalIgnoreCase);
            });
    }

    [Fact]
    public void No_deployment_script_is_run() =>
        Assert.DoesNotContain(CompiledTemplate.Resources, resource => resource.Type == "Microsoft.Resources/deploymentScripts");

    [Theory]
    [InlineData("dotnet-isolated", "10.0", 2048)]
    [InlineData("custom", "1.0", 512)]
    public void A_runtime_has_its_version_and_memory(string runtime, string version, int megabytes)
    {
        var known = CompiledTemplate.Root.GetProperty("variables").GetProperty("runtimes").GetProperty(runtime);
        Assert.Equal((version, megabytes), (known.GetProperty("version").GetString(), known.GetProperty("memory").GetInt32()));
    }

    [Fact]
    public void The_table_is_made_and_named_scim_unless_told_otherwise()
    {
        Assert.Contains("parameters('tableName')", CompiledTemplate.Single("Microsoft.Storage/storageAccounts/tableServices/tables").Member("name"), StringComparison.Ordinal);
        Assert.Equal("scim", CompiledTemplate.Root.GetProperty("parameters").GetProperty("tableName").GetProperty("defaultValue").GetString());
    }

    private static string Variable(string name) => CompiledTemplate.Root.GetProperty("variables").GetProperty(name).GetString()!;

    private static bool Takes(TemplateResource module, string parameter) =>
        module.Properties.GetProperty("template").GetProperty("parameters").TryGetProperty(parameter, out _);

    private static JsonProperty[] Entries(JsonElement template, string section) =>
        template.TryGetProperty(section, out var entries) ? [.. entries.EnumerateObject()] : [];

    /// <summary>The names of the functions that expressions call.</summary>
    private static IEnumerable<string> Functions() =>
        Regex.Matches(CompiledTemplate.Text, @"[A-Za-z]+(?=\()", default, TimeSpan.FromSeconds(5)).Select(match => match.Value).Distinct();
}
