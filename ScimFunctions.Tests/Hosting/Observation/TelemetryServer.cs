using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Observation;

/// <summary>The server with telemetry on: to a receiver of the test, and into memory.</summary>
public sealed class TelemetryServer : InProcessServer
{
    private readonly FailingTable _table = new(new InMemoryTable());
    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly List<LogRecord> _logs = [];
    private OtlpReceiver? _receiver;

    /// <summary>What every access to a tenant group's rows throws; null for none.</summary>
    public Exception? Failure
    {
        get => _table.Failure;
        set => _table.Failure = value;
    }

    public IReadOnlyList<Activity> Spans => [.. _spans];

    public override async ValueTask InitializeAsync()
    {
        _receiver = await OtlpReceiver.StartAsync(TestContext.Current.CancellationToken);
        await StartAsync(
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={_receiver.Endpoint}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--Logging:LogLevel:Default=Information");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _receiver!.DisposeAsync();
    }

    /// <summary>Forgets the spans so far, such as those of making a tenant group.</summary>
    public void Clear() => _spans.Clear();

    /// <summary>The one span of a request since.</summary>
    public Activity Request() => Assert.Single(Spans, span => span.Kind == ActivityKind.Server);

    /// <summary>The labels of a measure, each series as <c>name=value</c> in the order of names.</summary>
    public IReadOnlyList<string> Series(string name)
    {
        _metrics.Clear();
        Assert.True(Services.GetRequiredService<MeterProvider>().ForceFlush());
        return [.. _metrics.Where(metric => metric.Name == name).SelectMany(metric => metric.MetricPoints).Select(point => Labels(point.Tags))];
    }

    /// <summary>All that left the process or was kept to leave it, as text.</summary>
    public string Exported()
    {
        Assert.True(Services.GetRequiredService<TracerProvider>().ForceFlush());
        Assert.True(Services.GetRequiredService<LoggerProvider>().ForceFlush());
        _metrics.Clear();
        Assert.True(Services.GetRequiredService<MeterProvider>().ForceFlush());
        var spans = _spans.Select(span => $"{span.DisplayName} {span.StatusDescription} {span.TraceStateString} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)}");
        var metrics = _metrics.SelectMany(metric => metric.MetricPoints.Select(point => $"{metric.Name} {Labels(point.Tags)}"));
        var logs = _logs.Select(log => $"{log.FormattedMessage} {string.Join(' ', log.Attributes ?? [])}");
        return string.Join('\n', [.. spans, .. metrics, .. logs, _receiver!.Text]);
    }

    /// <summary>What the receiver was sent of logs.</summary>
    public string SentLogs()
    {
        Assert.True(Services.GetRequiredService<LoggerProvider>().ForceFlush());
        return _receiver!.TextOf("/v1/logs");
    }

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider()));
        builder.Services.Replace(ServiceDescriptor.Singleton<ITable>(_table));
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddInMemoryExporter(_spans))
            .WithMetrics(metrics => metrics.AddInMemoryExporter(_metrics))
            .WithLogging(logs => logs.AddInMemoryExporter(_logs));
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new List<string>();
        foreach (var tag in tags)
        {
            labels.Add($"{tag.Key}={tag.Value}");
        }

        return string.Join(' ', labels.Order(StringComparer.Ordinal));
    }
}
