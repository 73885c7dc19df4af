using System.Text.RegularExpressions;
using Xunit;

namespace ScimFunctions.Tests.Infra;

/// <summary>Who may what: every role that the template assigns, by the ids that Azure documents.</summary>
public sealed class RoleTests
{
    private const string
        BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        SecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    private const string App = "[reference('identity').outputs.principalId.value]", Deployer = "[variables('deployerPrincipalId')]";

    [Fact]
    public void Roles_are_these_and_no_others()
    {
        (string Module, string Role, string Principal, string Scope)[] expected =
        [
            ("dataStorage", TableDataContributor, App, "Microsoft.Storage/storageAccounts"),
            ("dataStorage", TableDataContributor, Deployer, "Microsoft.Storage/storageAccounts"),
            ("hostStorage", BlobDataOwner, App, "Microsoft.Storage/storageAccounts"),
            ("monitoring", MetricsPublisher, App, "Microsoft.Insights/components"),
            ("vault", SecretsOfficer, App, "Microsoft.KeyVault/vaults"),
            ("vault", SecretsOfficer, Deployer, "Microsoft.KeyVault/vaults"),
        ];
        Assert.Equal(
            expected,
            CompiledTemplate.OfType("Microsoft.Authorization/roleAssignments").Select(Read)
                .OrderBy(role => role.Module, StringComparer.Ordinal).ThenBy(role => role.Principal, StringComparer.Ordinal));
    }

    [Fact]
    public void The_deployer_gets_roles_only_if_that_is_wanted() => Assert.Equal(
        "[if(not(parameters('grantDeployer')), '', if(empty(parameters('principalId')), deployer().objectId, parameters('principalId')))]",
        CompiledTemplate.Root.GetProperty("variables").GetProperty("deployerPrincipalId").GetString());

    [Fact]
    public void A_role_of_nobody_is_not_assigned() => Assert.All(
        CompiledTemplate.OfType("Microsoft.Authorization/roleAssignments").Where(role => Read(role).Principal == Deployer),
        role => Assert.Equal("[not(empty(parameters('deployerPrincipalId')))]", role.Member("condition")));

    private static (string Module, string Role, string Principal, string Scope) Read(TemplateResource assignment)
    {
        var role = Name(assignment.Property("roleDefinitionId"), "variables");
        return (
            assignment.Module,
            assignment.Template.GetProperty("variables").GetProperty(role).GetString()!,
            CompiledTemplate.Argument(CompiledTemplate.Module(assignment.Module), Name(assignment.Property("principalId"), "parameters"))!,
            Name(assignment.Member("scope")!, "resourceId"));
    }

    /// <summary>The first name that a function takes in an expression such as <c>parameters('name')</c>.</summary>
    private static string Name(string expression, string function) =>
        Regex.Match(expression, $@"(?<=\b{function}\(')[^']+", default, TimeSpan.FromSeconds(1)).Value;
}
