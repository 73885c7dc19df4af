namespace ScimFunctions.Hosting.Observation;

/// <summary>Where telemetry goes.</summary>
/// <param name="Otlp">Whether to a collector, whose settings the exporter reads by their standard names.</param>
/// <param name="ApplicationInsights">The connection string of Application Insights; null where it does not go there.</param>
internal sealed record TelemetryDestinations(bool Otlp, string? ApplicationInsights)
{
    /// <summary>Whether telemetry is on.</summary>
    public bool IsAny => Otlp || ApplicationInsights is not null;

    /// <exception cref="SetupException">A setting does not do.</exception>
    public static TelemetryDestinations Of(IConfiguration configuration)
    {
        var endpoint = configuration.Setting(ConfigurationKeys.OtlpEndpoint);
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new SetupException($"The setting {ConfigurationKeys.OtlpEndpoint} is not an absolute URL, such as http://localhost:4317.");
        }

        var connection = configuration.Setting(ConfigurationKeys.ApplicationInsights);
        return connection is null || IsConnectionString(connection)
            ? new TelemetryDestinations(endpoint is not null, connection)
            : throw new SetupException($"The setting {ConfigurationKeys.ApplicationInsights} is not a connection string. Copy it from the Application Insights resource's overview; it begins with InstrumentationKey=.");
    }

    private static bool IsConnectionString(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).ToList();
        return parts.All(part => part.Length == 2)
            && parts.Any(part => part[0].Equals("InstrumentationKey", StringComparison.OrdinalIgnoreCase) && part[1].Length > 0)
            && parts.Where(part => part[0].EndsWith("Endpoint", StringComparison.OrdinalIgnoreCase)).All(part => Uri.TryCreate(part[1], UriKind.Absolute, out _));
    }
}
