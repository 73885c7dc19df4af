using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ScimFunctions.Telemetry;

namespace ScimFunctions.Hosting.Observation;

/// <summary>
/// What OpenTelemetry exports and where to: this server's own spans and measurements, and its log. The instrumentation
/// of ASP.NET Core, of HttpClient and of the Azure SDK stays off: their spans hold URLs, and so user ids, the paths of
/// tenant groups and the keys of rows.
/// </summary>
internal static class Exporters
{
    public static void Add(IServiceCollection services, TelemetryDestinations destinations, IConfiguration configuration)
    {
        void Monitor(AzureMonitorExporterOptions options) => SendTo(options, destinations.ApplicationInsights!, configuration);

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("ScimFunctions", serviceVersion: typeof(Exporters).Assembly.GetName().Version?.ToString(3))
                .AddEnvironmentVariableDetector())
            .WithTracing(traces =>
            {
                traces.AddSource(Instruments.Name);
                _ = destinations.ApplicationInsights is null ? traces : traces.AddAzureMonitorTraceExporter(Monitor);
                _ = destinations.Otlp ? traces.AddOtlpExporter() : traces;
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Instruments.Name);
                _ = destinations.ApplicationInsights is null ? metrics : metrics.AddAzureMonitorMetricExporter(Monitor);
                _ = destinations.Otlp ? metrics.AddOtlpExporter() : metrics;
            })
            .WithLogging(
                logs =>
                {
                    logs.AddProcessor(new ExceptionTypes());
                    _ = destinations.ApplicationInsights is null ? logs : logs.AddAzureMonitorLogExporter(Monitor);
                    _ = destinations.Otlp ? logs.AddOtlpExporter() : logs;
                },
                options => options.IncludeFormattedMessage = true);
    }

    private static void SendTo(AzureMonitorExporterOptions options, string connectionString, IConfiguration configuration)
    {
        options.ConnectionString = connectionString;
        if (configuration.Setting(ConfigurationKeys.ManagedIdentity) is not null)
        {
            options.Credential = Stores.Credential(configuration);
        }

        // What cannot be sent is lost, rather than kept on a disk that nobody looks after.
        options.DisableOfflineStorage = true;
        if (configuration.Setting(ConfigurationKeys.Sampler) is null)
        {
            options.SamplingRatio = 1;
            options.TracesPerSecond = null;
        }

        options.EnableTraceBasedLogsSampler = false;
        options.EnableLiveMetrics = false;
        options.EnablePerformanceCounters = false;
    }
}
