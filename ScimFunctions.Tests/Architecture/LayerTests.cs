using System.Reflection;
using NetArchTest.Rules;
using ScimFunctions.Functions;
using Xunit;
using TestResult = NetArchTest.Rules.TestResult;

namespace ScimFunctions.Tests.Architecture;

/// <summary>Dependencies point down only, as docs/architecture.md draws them.</summary>
public sealed class LayerTests
{
    private const string Root = "ScimFunctions.";

    private static readonly Assembly Server = typeof(UserFunctions).Assembly;

    [Theory]
    [InlineData("Protocol", "Functions", "Directory", "Storage", "Tokens", "Hosting")]
    [InlineData("Storage", "Functions", "Directory", "Protocol", "Tokens", "Hosting")]
    [InlineData("Directory", "Functions", "Tokens", "Hosting", "Storage.Embedded", "Storage.AzureTables")]
    [InlineData("Tokens", "Functions", "Hosting", "Storage.Embedded", "Storage.AzureTables")]
    [InlineData("Functions", "Storage.Embedded", "Storage.AzureTables", "Tokens.KeyVault", "Tokens.Embedded", "Hosting")]
    [InlineData("Telemetry", "Functions", "Directory", "Protocol", "Storage", "Tokens", "Hosting")]
    [InlineData("Hosting.CommandLine", "Functions", "Storage.Embedded", "Storage.AzureTables", "Hosting.Standalone")]
    public void Layer_depends_on_nothing_above_or_beside_it(string layer, params string[] forbidden)
    {
        var result = Rule(layer, forbidden);
        Assert.True(result.IsSuccessful, $"{layer} must not reach {string.Join(", ", forbidden)}, but does in {Names(result)}");
    }

    [Theory]
    [InlineData("Protocol", "Microsoft", "Azure", "Microsoft.Data")]
    [InlineData("Directory", "Microsoft.AspNetCore", "Azure", "Microsoft.Data", "SQLitePCL")]
    [InlineData("Tokens.Embedded", "Azure")]
    [InlineData("Functions", "Azure", "Microsoft.Data", "SQLitePCL", "OpenTelemetry")]
    [InlineData("Telemetry", "Microsoft", "Azure", "OpenTelemetry")]
    public void Layer_depends_on_no_such_library(string layer, params string[] libraries)
    {
        var result = Types.InAssembly(Server).That().ResideInNamespaceStartingWith(Root + layer)
            .And().DoNotHaveNameMatching("<.*>")
            .ShouldNot().HaveDependencyOnAny(libraries).GetResult();
        Assert.True(result.IsSuccessful, $"{layer} must not reach {string.Join(", ", libraries)}, but does in {Names(result)}");
    }

    [Fact]
    public void Only_the_composition_root_names_adapters()
    {
        var users = Types.InAssembly(Server).That()
            .HaveDependencyOnAny(Root + "Storage.Embedded", Root + "Storage.AzureTables", Root + "Tokens.Embedded", Root + "Tokens.KeyVault")
            .GetTypes()
            .Select(type => type.FullName!)
            .Where(name => !name.StartsWith(Root + "Storage.", StringComparison.Ordinal) && !name.StartsWith(Root + "Tokens.", StringComparison.Ordinal));
        Assert.All(users, name => Assert.StartsWith(Root + "Hosting.Stores", name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_is_broken_fails() => Assert.False(Rule("Functions", ["Directory"]).IsSuccessful);

    private static TestResult Rule(string layer, string[] forbidden) =>
        Types.InAssembly(Server).That().ResideInNamespaceStartingWith(Root + layer)
            .ShouldNot().HaveDependencyOnAny([.. forbidden.Select(name => Root + name)]).GetResult();

    private static string Names(TestResult result) => string.Join(", ", result.FailingTypeNames ?? []);
}
