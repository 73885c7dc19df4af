using System.Text.RegularExpressions;
using Xunit;

namespace ScimFunctions.Tests.Infra;

public sealed class HookTests
{
    private static readonly string Project = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Infra", "azure.yaml"));

    [Fact]
    public void Every_hook_that_azd_runs_is_there_for_both_shells()
    {
        var hooks = Regex.Matches(Project, @"(?<=run: \./infra/hooks/)\S+", default, TimeSpan.FromSeconds(1)).Select(match => match.Value).ToArray();
        Assert.Equal(
            hooks.Order(StringComparer.Ordinal),
            System.IO.Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Infra", "hooks")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Equal(3, hooks.Count(hook => hook.EndsWith(".sh", StringComparison.Ordinal)));
        Assert.Equal(3, hooks.Count(hook => hook.EndsWith(".ps1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("postprovision.sh")]
    [InlineData("postprovision.ps1")]
    public void The_admin_key_is_made_by_the_program_where_no_log_is_kept(string hook)
    {
        var text = Hook(hook);
        Assert.Contains("dotnet run --project ScimFunctions --verbosity quiet -- admin-key", text, StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("CI", StringComparison.Ordinal), 1, text.IndexOf("dotnet run", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SCIM_TABLE_SERVICE_URI")]
    [InlineData("SCIM_TABLE_NAME")]
    [InlineData("SCIM_VAULT_URI")]
    [InlineData("SCIM_BASE_URL")]
    public void What_the_hook_reads_the_template_gives(string output)
    {
        Assert.Contains(output, Hook("postprovision.sh"), StringComparison.Ordinal);
        Assert.Contains(output, Hook("postprovision.ps1"), StringComparison.Ordinal);
        Assert.True(CompiledTemplate.Root.GetProperty("outputs").TryGetProperty(output, out _));
    }

    private static string Hook(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Infra", "hooks", name));
}
