using Microsoft.AspNetCore.Builder;
using ScimFunctions.Hosting.Standalone;

namespace ScimFunctions.Tests.Hosting;

/// <summary>The server as <c>dotnet run</c> builds it, on a free loopback port of this process.</summary>
internal sealed class InProcessHost(WebApplication app) : IServerHost
{
    public string Root => app.Urls.First();

    public IServiceProvider Services => app.Services;

    public static async Task<InProcessHost> StartAsync(string[] configuration, Action<WebApplicationBuilder> adjust, CancellationToken cancellation)
    {
        var app = StandaloneServer.Build(["--urls=http://127.0.0.1:0", .. configuration], adjust);
        await app.StartAsync(cancellation);
        return new InProcessHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
