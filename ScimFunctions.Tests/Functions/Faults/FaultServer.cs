using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>A server whose store fails by plan.</summary>
public abstract class FaultServer : InProcessServer
{
    private IFaultySeam? _seam;

    /// <summary>Where to make it fail.</summary>
    public IFaultySeam Seam => _seam!;

    /// <summary>The server's clock.</summary>
    public ShiftedTime Clock { get; } = new();

    public override async ValueTask InitializeAsync() => await StartAsync();

    protected override void Adjust(WebApplicationBuilder builder)
    {
        (var table, _seam) = Open();
        builder.Services.Replace(ServiceDescriptor.Singleton(table));
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
    }

    private protected abstract (ITable Table, IFaultySeam Seam) Open();
}

/// <summary>On the embedded store: its adapter's calls fail.</summary>
public sealed class EmbeddedFaultServer : FaultServer
{
    private readonly TemporaryDirectory _directory = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    private protected override (ITable Table, IFaultySeam Seam) Open()
    {
        var faulty = new FaultyTable(EmbeddedTable.Open(_directory.Path));
        return (faulty, faulty);
    }
}

/// <summary>On Azurite: the requests of the client library fail, which sends them again.</summary>
public sealed class AzuriteFaultServer(Azurite azurite) : FaultServer
{
    private string? _connection;

    public override async ValueTask InitializeAsync()
    {
        if (Azurite.CanStart)
        {
            _connection = await azurite.ConnectAsync();
            await base.InitializeAsync();
        }
    }

    public override async Task<ScimTenant> NewTenantAsync(string path)
    {
        await azurite.ConnectAsync();
        return await base.NewTenantAsync(path);
    }

    private protected override (ITable Table, IFaultySeam Seam) Open()
    {
        var transport = new FaultyTransport();
        var options = AzureTable.Options();
        options.Transport = new HttpClientTransport(transport);
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return (AzureTable.Connect(_connection!, $"t{Random.Shared.NextInt64():x}", options), transport);
    }
}
