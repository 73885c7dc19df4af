using Xunit;

namespace ScimFunctions.Tests.Hosting;

/// <summary>A running server, however it is hosted and whatever it stores in, for tests that speak HTTP to it.</summary>
public abstract class ScimServer : IAsyncLifetime
{
    public HttpClient Client { get; protected set; } = new();

    /// <summary>Makes a tenant group of this path, empty, with a token.</summary>
    public abstract Task<ScimTenant> NewTenantAsync(string path);

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        Client.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
