using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Telemetry;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Embedded;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Observation;

/// <summary>Where no destination is configured, nothing of telemetry is there.</summary>
public sealed class TelemetryOffTests : InProcessServer
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync() => await StartAsync($"--Storage:Embedded:Directory={_directory.Path}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public void Nothing_stands_before_the_store_and_the_vault()
    {
        Assert.IsType<EmbeddedTable>(Table);
        Assert.IsType<TableTokenVault>(Services.GetRequiredService<ITokenVault>());
    }

    [Fact]
    public void Nothing_is_measured_with()
    {
        Assert.Null(Services.GetService<Instruments>());
        Assert.Null(Services.GetService<RequestTelemetry>());
        Assert.Null(Services.GetService<TracerProvider>());
    }

    [Theory]
    [InlineData("OTEL_UNRELATED", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true)]
    public async Task Process_loads_OpenTelemetry_only_with_a_destination(string setting, bool loads)
    {
        Assert.SkipWhen(ServerProgram.IsPublished, "A published executable has everything in one file.");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The files that a process has mapped are read from /proc.");
        var options = new ServerProcessOptions
        {
            Directory = Path.Combine(_directory.Path, "process"),
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [setting] = "http://127.0.0.1:1" },
        };
        await using var server = await ServerProcess.StartAsync(options, first: true, Cancellation);
        var mapped = await File.ReadAllTextAsync($"/proc/{server.Id}/maps", Cancellation);
        Assert.Equal(loads, mapped.Contains("OpenTelemetry", StringComparison.Ordinal));
        Assert.Contains("ScimFunctions.dll", mapped, StringComparison.Ordinal);
    }
}
