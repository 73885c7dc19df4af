using System.Text.RegularExpressions;
using Xunit;

namespace ScimFunctions.Tests.Infra;

public sealed class WorkflowTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Workflows");

    public static TheoryData<string> Files => [.. System.IO.Directory.GetFiles(Folder, "*.yml").Select(file => Path.GetFileName(file)!)];

    [Fact]
    public void There_are_workflows_that_check_and_that_deploy() => Assert.Equal(["ci.yml", "deploy.yml"], Files.Select(file => file.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_action_is_pinned_to_a_commit_whose_version_is_said(string file)
    {
        var uses = Lines(file).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(@"^\s*(- )?uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Permissions_are_none_unless_given_and_every_job_ends(string file)
    {
        var text = string.Join('\n', Lines(file));
        Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
        Assert.Contains("\nconcurrency:\n", text, StringComparison.Ordinal);
        Assert.Equal(
            Regex.Count(text, @"^    runs-on:", RegexOptions.Multiline, TimeSpan.FromSeconds(1)),
            Regex.Count(text, @"^    timeout-minutes: \d+$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain("write-all", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_signs_in_without_a_secret()
    {
        var text = string.Join('\n', Lines("deploy.yml"));
        Assert.Contains("id-token: write", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets.", text, StringComparison.Ordinal);
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file));
}
