using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ScimFunctions.Hosting.Standalone;

/// <summary>
/// Registers by its closed type what the framework registers as an open generic and asks for at every start. A program that is
/// compiled ahead of time then has these types, instead of building each while it starts.
/// </summary>
internal static class ClosedServices
{
    public static IServiceCollection AddClosedServices(this IServiceCollection services) => services
        .AddClosedOptions<HostOptions>()
        .AddClosedOptions<ConsoleLifetimeOptions>()
        .AddClosedOptions<LoggerFilterOptions>()
        .AddClosedOptions<LoggerFactoryOptions>()
        .AddClosedOptions<ConsoleLoggerOptions>()
        .AddClosedOptions<SimpleConsoleFormatterOptions>()
        .AddClosedOptions<JsonConsoleFormatterOptions>()
        .AddClosedOptions<ConsoleFormatterOptions>()
        .AddClosedOptions<KestrelServerOptions>()
        .AddClosedOptions<SocketTransportOptions>()
        .AddClosedOptions<RouteOptions>()
        .AddClosedOptions<RouteHandlerOptions>()
        .AddClosedOptions<FormOptions>();

    private static IServiceCollection AddClosedOptions<T>(this IServiceCollection services)
        where T : class, new() => services
        .AddSingleton<IOptions<T>>(provider => Options.Create(provider.GetRequiredService<IOptionsMonitor<T>>().CurrentValue))
        .AddSingleton<IOptionsMonitor<T>>(provider => new OptionsMonitor<T>(
            provider.GetRequiredService<IOptionsFactory<T>>(), provider.GetServices<IOptionsChangeTokenSource<T>>(), provider.GetRequiredService<IOptionsMonitorCache<T>>()))
        .AddSingleton<IOptionsMonitorCache<T>>(_ => new OptionsCache<T>())
        .AddTransient<IOptionsFactory<T>>(provider => new OptionsFactory<T>(
            provider.GetServices<IConfigureOptions<T>>(), provider.GetServices<IPostConfigureOptions<T>>(), provider.GetServices<IValidateOptions<T>>()));
}
