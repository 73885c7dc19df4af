using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Packaging;

/// <summary>The zip that <c>./package.sh custom</c> made, where SCIMFUNCTIONS_PACKAGE names it.</summary>
public sealed class PackageTests : IDisposable
{
    private const int Executable = 0b001_001_001;

    private readonly ZipArchive _package;

    public PackageTests()
    {
        var path = Environment.GetEnvironmentVariable("SCIMFUNCTIONS_PACKAGE");
        Assert.SkipWhen(string.IsNullOrEmpty(path), "No package was made: run ./test.sh, which makes one.");
        _package = ZipFile.OpenRead(path!);
    }

    public void Dispose() => _package.Dispose();

    [Fact]
    public void Every_declared_function_is_in_it_with_its_route_and_verbs()
    {
        var lines = _package.Entries.Where(entry => entry.Name == "function.json").Select(entry =>
        {
            using var content = entry.Open();
            return FunctionFile.Line(Path.GetDirectoryName(entry.FullName)!, content);
        });
        Assert.Equal(DeclaredFunctions.Lines, lines.Order());
    }

    [Fact]
    public void Executable_that_the_host_is_told_of_is_executable()
    {
        using var content = _package.GetEntry("host.json")!.Open();
        using var host = JsonDocument.Parse(content);
        var name = host.RootElement.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;
        var mode = _package.GetEntry(name)!.ExternalAttributes >> 16;
        Assert.Equal(Executable, mode & Executable);
    }

    [Fact]
    public void Nothing_else_is_in_it() =>
        Assert.Equal(
            ["ScimFunctions", "host.json", "libe_sqlite3.so"],
            _package.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith("/function.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Executable_is_smaller_than_thirty_megabytes() => Assert.InRange(_package.GetEntry("ScimFunctions")!.Length, 1_000_000, 30_000_000);
}
