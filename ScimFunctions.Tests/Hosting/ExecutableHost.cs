using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ScimFunctions.Hosting;

namespace ScimFunctions.Tests.Hosting;

/// <summary>A published executable in a process of its own, and services of this process on the same store.</summary>
internal sealed class ExecutableHost : IServerHost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GuardedProcess _process;
    private readonly ServiceProvider _services;

    private ExecutableHost(GuardedProcess process, string root, string[] configuration)
    {
        _process = process;
        Root = root;
        _services = new ServiceCollection()
            .AddLogging()
            .AddScimFunctions(new ConfigurationBuilder().AddCommandLine(configuration).Build())
            .BuildServiceProvider();
    }

    public string Root { get; }

    public IServiceProvider Services => _services;

    public static async Task<ExecutableHost> StartAsync(string[] configuration, CancellationToken cancellation)
    {
        var process = ServerProgram.Start(ServerProgram.Path, ["--urls=http://127.0.0.1:0", .. configuration], new Dictionary<string, string>(StringComparer.Ordinal));
        try
        {
            var ended = process.WaitForExitAsync(cancellation);
            var printed = process.Output.AfterAsync("Tenant URL:");
            await Task.WhenAny(printed, ended).WaitAsync(Patience, TimeProvider.System, cancellation);
            return printed.IsCompletedSuccessfully
                ? new ExecutableHost(process, new Uri(await printed).GetLeftPart(UriPartial.Authority), configuration)
                : throw new InvalidOperationException($"The server ended. It printed:\n{process.Output}");
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _services.DisposeAsync();
    }
}
