using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Hosting;

/// <summary>The server on a table that can be made to fail and a clock that the test moves, with all that it logs at its default levels.</summary>
public sealed class ObservedServer : InProcessServer
{
    private readonly LogCapture _log = new();
    private readonly FailingTable _table = new(new InMemoryTable());

    public FakeTimeProvider Time { get; } = new();

    public string[] Logged => _log.Lines;

    /// <summary>What every access to a tenant group's rows and every ping throws; null for none.</summary>
    public Exception? Failure
    {
        get => _table.Failure;
        set => _table.Failure = value;
    }

    public override async ValueTask InitializeAsync() => await StartAsync("--Logging:LogLevel:Default=Information");

    public override ValueTask DisposeAsync()
    {
        Failure = null;
        return base.DisposeAsync();
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        builder.Services.Replace(ServiceDescriptor.Singleton<ITable>(_table));
    }
}
