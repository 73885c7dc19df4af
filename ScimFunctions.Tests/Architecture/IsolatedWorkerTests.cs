using System.Xml.Linq;
using Xunit;

namespace ScimFunctions.Tests.Architecture;

/// <summary>The sources stay such that FunctionsHost=IsolatedWorker compiles them without Hosting/Standalone.</summary>
public sealed class IsolatedWorkerTests
{
    private static readonly XElement Project = XElement.Parse(Sources.Read("ScimFunctions", "ScimFunctions.csproj"));

    private static readonly (string Path, string Text)[] Others =
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Sources.Root, "ScimFunctions"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Sources.Root, "ScimFunctions"), file).Replace('\\', '/'))
            .Where(path => path is not "Program.cs" && !path.StartsWith("Hosting/Standalone/", StringComparison.Ordinal)
                && !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .Select(path => (path, Sources.Read("ScimFunctions", path))),
    ];

    [Fact]
    public void Other_sources_are_found() => Assert.True(Others.Length > 100);

    [Theory]
    [InlineData("Hosting.Standalone")]
    [InlineData("STANDALONE")]
    [InlineData("StandaloneServer")]
    [InlineData("FunctionEndpoints")]
    [InlineData("SocketCompletions")]
    public void Nothing_but_the_program_names_what_only_Standalone_has(string name) =>
        Assert.All(Others, source => Assert.False(source.Text.Contains(name, StringComparison.Ordinal), $"{source.Path} names {name}."));

    [Fact]
    public void Standalone_is_left_out() =>
        Assert.Contains(OfIsolatedWorker("ItemGroup").Elements("Compile"), item => (string?)item.Attribute("Remove") == "Hosting/Standalone/**");

    [Fact]
    public void Host_file_is_copied_and_published_in_every_flavour()
    {
        var host = Assert.Single(Project.Elements("ItemGroup").Where(group => group.Attribute("Condition") is null).Elements("Content"),
            item => (string?)item.Attribute("Link") == "host.json");
        Assert.Equal(("PreserveNewest", "PreserveNewest"), ((string?)host.Attribute("CopyToOutputDirectory"), (string?)host.Attribute("CopyToPublishDirectory")));
        Assert.DoesNotContain("customHandler", Sources.Read("host.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.Azure.Functions.Worker", "2.52.0")]
    [InlineData("Microsoft.Azure.Functions.Worker.Sdk", "2.0.7")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Http", "3.3.0")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore", "2.1.1")]
    public void Official_package_is_referenced_at_its_version_and_only_there(string package, string version)
    {
        var reference = Assert.Single(Project.Descendants("PackageReference"), item => (string?)item.Attribute("Include") == package);
        Assert.Contains("IsolatedWorker", (string?)reference.Parent!.Attribute("Condition"), StringComparison.Ordinal);
        var pin = Assert.Single(XElement.Parse(Sources.Read("Directory.Packages.props")).Descendants("PackageVersion"), item => (string?)item.Attribute("Include") == package);
        Assert.Equal(version, (string?)pin.Attribute("Version"));
        Assert.Contains("IsolatedWorker", (string?)pin.Parent!.Attribute("Condition"), StringComparison.Ordinal);
    }

    private static IEnumerable<XElement> OfIsolatedWorker(string name) =>
        Project.Elements(name).Where(group => group.Attribute("Condition")?.Value.Contains("'IsolatedWorker'", StringComparison.Ordinal) == true);
}
