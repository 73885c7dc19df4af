using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ScimFunctions.Telemetry;

/// <summary>
/// What spans and measurements are made with. It is made only where telemetry is on: without it nothing is measured.
/// No label names a tenant group, a user, a key, a token or a URL.
/// </summary>
public sealed class Instruments : IDisposable
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "ScimFunctions";

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter = new(Name, Version);

    public Instruments()
    {
        RequestDuration = _meter.CreateHistogram("scim.server.request.duration", "s", "How long requests took to answer.", advice: Seconds);
        Refusals = _meter.CreateCounter<long>("scim.server.refusals", "{request}", "Requests that were refused, by scimType.");
        StorageDuration = _meter.CreateHistogram("scim.storage.call.duration", "s", "How long calls of the store took.", advice: Seconds);
        Conflicts = _meter.CreateCounter<long>("scim.storage.conflicts", "{batch}", "Batches that met a row in their way; a write is then refused or made again.");
        VaultDuration = _meter.CreateHistogram("scim.vault.call.duration", "s", "How long calls of the token vault took.", advice: Seconds);
        LaneChanges = _meter.CreateCounter<long>("scim.journal.lane.changes", "{lane}", "Lanes of the journal that this process made, took or extended.");
    }

    /// <summary>Spans.</summary>
    public ActivitySource Spans { get; } = new(Name, Version);

    /// <summary>Requests, in seconds.</summary>
    public Histogram<double> RequestDuration { get; }

    /// <summary>Requests answered with a status of 400 or more.</summary>
    public Counter<long> Refusals { get; }

    /// <summary>Calls of the store, in seconds.</summary>
    public Histogram<double> StorageDuration { get; }

    /// <summary>Batches that conflicted.</summary>
    public Counter<long> Conflicts { get; }

    /// <summary>Calls of the token vault, in seconds.</summary>
    public Histogram<double> VaultDuration { get; }

    /// <summary>Lanes made, taken or extended.</summary>
    public Counter<long> LaneChanges { get; }

    /// <summary>Ends both source and meter.</summary>
    public void Dispose()
    {
        Spans.Dispose();
        _meter.Dispose();
    }
}
