using System.Text.Json;
using ScimFunctions.Hosting.Standalone;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Packaging;

/// <summary>What a Functions host is told of the custom handler.</summary>
public sealed class FunctionFoldersTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public FunctionFoldersTests() => File.Copy(Path.Combine(Sources.Root, "host.json"), HostFile);

    private string HostFile => Path.Combine(_directory.Path, "host.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_declared_function_has_a_file_with_its_name_route_and_verbs()
    {
        FunctionFolders.Write(_directory.Path, "ScimFunctions");
        Assert.Equal(DeclaredFunctions.Lines, Lines());
    }

    [Fact]
    public void Every_declared_function_is_served() =>
        Assert.Equal(DeclaredFunctions.Lines, FunctionFolders.All().Select(function => DeclaredFunctions.Line(function.Name, function.Route, function.Methods)).Order());

    [Fact]
    public void Names_and_routes_are_such_as_a_host_takes() => Assert.All(FunctionFolders.All(), function =>
    {
        Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,127}$", function.Name);
        Assert.False(function.Route.StartsWith('/'));

        // The host answers these itself.
        Assert.DoesNotMatch("^(admin|runtime)(/|$)", function.Route);
    });

    [Fact]
    public void Last_function_takes_every_path_and_verb() => Assert.Contains("Fallback {*path} every", DeclaredFunctions.Lines);

    [Fact]
    public void Host_is_told_the_executable_and_keeps_what_it_was_told()
    {
        FunctionFolders.Write(_directory.Path, "ScimFunctions.exe");
        using var host = JsonDocument.Parse(File.ReadAllBytes(HostFile));
        var handler = host.RootElement.GetProperty("customHandler");
        Assert.Equal("ScimFunctions.exe", handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        Assert.True(handler.GetProperty("enableProxyingHttpRequest").GetBoolean());
        Assert.Equal("", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.Equal("2.0", host.RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Program_writes_them_when_it_is_told_to()
    {
        await using var program = ServerProgram.Start(
            ServerProgram.Path, ["functions", "write", _directory.Path, "ScimFunctions"], new Dictionary<string, string>(StringComparer.Ordinal));
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (program.ExitCode, program.Output.ToString()));
        Assert.Equal(DeclaredFunctions.Lines, Lines());
    }

    [Fact]
    public async Task Command_that_is_not_understood_writes_nothing()
    {
        using var error = new StringWriter();
        Assert.Equal(2, await FunctionFolders.RunAsync(["functions", "write", _directory.Path], error));
        Assert.Contains("functions write DIRECTORY EXECUTABLE", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.GetDirectories(_directory.Path));
    }

    private string[] Lines() =>
    [
        .. System.IO.Directory.GetDirectories(_directory.Path)
            .Select(folder =>
            {
                using var file = File.OpenRead(Path.Combine(folder, "function.json"));
                return FunctionFile.Line(Path.GetFileName(folder), file);
            })
            .Order(),
    ];
}
