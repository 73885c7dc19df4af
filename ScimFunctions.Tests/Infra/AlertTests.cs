using Xunit;

namespace ScimFunctions.Tests.Infra;

public sealed class AlertTests
{
    [Theory]
    [InlineData("failed-answers", ">= 500")]
    [InlineData("refused-tokens", "401")]
    [InlineData("throttled-table", "SuccessWithThrottling")]
    [InlineData("failing-vault", "ServiceApiResult")]
    public void An_alert_is_sent_to_people(string name, string looksFor)
    {
        var alert = Assert.Single(
            CompiledTemplate.Resources.Where(resource => resource.Module is "alerts"),
            resource => resource.Member("name")!.Contains(name, StringComparison.Ordinal));
        var template = alert.Template.ToString();

        Assert.Equal("true", alert.Property("enabled"));
        Assert.Contains("parameters('actionGroupId')", alert.Property("actions"), StringComparison.Ordinal);
        Assert.Contains(looksFor, template, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app")]
    [InlineData("vault")]
    [InlineData("dataStorage")]
    [InlineData("hostStorage")]
    public void What_serves_requests_sends_diagnostics_to_the_workspace(string module) => Assert.Equal(
        "[parameters('workspaceId')]",
        Assert.Single(CompiledTemplate.OfType("Microsoft.Insights/diagnosticSettings"), setting => setting.Module == module).Property("workspaceId"));

    [Fact]
    public void Scale_and_cost_have_limits()
    {
        var app = CompiledTemplate.Single("Microsoft.Web/sites");
        Assert.Equal("[parameters('maximumInstanceCount')]", app.Property("functionAppConfig", "scaleAndConcurrency", "maximumInstanceCount"));
        Assert.Contains("parameters('dailyQuotaGb')", CompiledTemplate.Single("Microsoft.OperationalInsights/workspaces").Property("workspaceCapping", "dailyQuotaGb"), StringComparison.Ordinal);
        Assert.Equal("[parameters('amount')]", CompiledTemplate.Single("Microsoft.Consumption/budgets").Property("amount"));
    }
}
