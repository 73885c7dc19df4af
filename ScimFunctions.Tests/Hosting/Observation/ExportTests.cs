using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ScimFunctions.Tests.Functions;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Observation;

/// <summary>What a server of its own process sends, and what it does where nobody receives it.</summary>
public sealed class ExportTests : IDisposable
{
    // Each of the three exporters is given five seconds at the end.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Stop_sends_what_is_left_of_every_signal()
    {
        await using var receiver = await OtlpReceiver.StartAsync(Cancellation);
        await ServeAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        Assert.Contains("/api/scim/v2/groups/{group}/Users", receiver.TextOf("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("scim.storage.call.duration", receiver.TextOf("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("Refused", receiver.TextOf("/v1/logs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_collector_delays_neither_answers_nor_for_long_the_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await ServeAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{silent.LocalEndpoint}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
    }

    [Fact]
    public async Task Application_Insights_out_of_reach_leaves_nothing_on_the_disk()
    {
        using var temporary = new TemporaryDirectory();
        await ServeAsync(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:1/;LiveEndpoint=http://127.0.0.1:1/"),
            ("TMPDIR", temporary.Path), ("TMP", temporary.Path), ("LOCALAPPDATA", temporary.Path), ("HOME", temporary.Path));
        Assert.DoesNotContain(System.IO.Directory.EnumerateFiles(temporary.Path, "*", SearchOption.AllDirectories), IsKeptTelemetry);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "nonsense")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=1;IngestionEndpoint=nonsense")]
    public async Task Destination_that_does_not_do_is_named(string setting, string value)
    {
        await using var process = Options((setting, value)).Run();
        await process.WaitForExitAsync(Cancellation);
        Assert.Contains(setting, Assert.Single(process.Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
    }

    // The runtime's own pipes for diagnosis lie there, too.
    private static bool IsKeptTelemetry(string file) =>
        !Path.GetFileName(file).StartsWith("dotnet-diagnostic", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("clr-debug", StringComparison.Ordinal);

    private async Task ServeAsync(params (string Name, string Value)[] environment)
    {
        await using var server = await ServerProcess.StartAsync(Options(environment), first: true, Cancellation);
        using var client = new HttpClient();
        var tenant = new ScimTenant("demo", server.BaseUri, server.Token!);
        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync(tenant, HttpMethod.Post, "/Users", TenantSession.User("ada"), Cancellation)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await client.SendAsync(tenant, HttpMethod.Post, "/Users", TenantSession.User("ada"), Cancellation)).Status);
        var start = Stopwatch.GetTimestamp();
        await server.StopAsync(Cancellation);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, LongestStop);
        Assert.Equal(0, server.ExitCode);
    }

    private ServerProcessOptions Options(params (string Name, string Value)[] environment) => new()
    {
        Directory = _directory.Path,
        Environment = environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
    };
}
