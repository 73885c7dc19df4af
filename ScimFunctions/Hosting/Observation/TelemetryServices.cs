using System.Runtime.CompilerServices;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Storage;
using ScimFunctions.Telemetry;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.Observation;

/// <summary>
/// Turns telemetry on where the configuration says where it goes. Else nothing is registered, no call passes a
/// decorator, and no assembly of OpenTelemetry is loaded.
/// </summary>
public static class TelemetryServices
{
    /// <summary>
    /// Observes what is registered, in every host, and exports it: to an OTLP collector with
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, to Application Insights with <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>.
    /// Comes after all other services.
    /// </summary>
    /// <exception cref="SetupException">A setting does not do.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var destinations = TelemetryDestinations.Of(configuration);
        if (destinations.IsAny)
        {
            services.Observe(configuration);
            Export(services, destinations, configuration);
        }

        return services;
    }

    // A method of its own, so that the exporters' assemblies are met only when it runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Export(IServiceCollection services, TelemetryDestinations destinations, IConfiguration configuration) =>
        Exporters.Add(services, destinations, configuration);

    private static void Observe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Instruments>().AddSingleton<RequestTelemetry>();
        services.Decorate<ITable>((table, instruments, time) =>
            new ObservedTable(table, Stores.TableSystem(configuration), instruments, time));
        services.Decorate<ITokenVault>((vault, instruments, time) =>
            new ObservedVault(vault, Stores.VaultSystem(configuration), instruments, time));
    }

    private static void Decorate<T>(this IServiceCollection services, Func<T, Instruments, TimeProvider, T> decorate)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider => decorate(
            (T)(inner.ImplementationInstance ?? inner.ImplementationFactory!(provider)),
            provider.GetRequiredService<Instruments>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
