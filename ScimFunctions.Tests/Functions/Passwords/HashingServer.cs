using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Functions.Passwords;

/// <summary>The server with <c>Users:Password</c> set, in memory, with all that it logs.</summary>
public class HashingServer : InProcessServer
{
    private readonly LogCapture _log = new();

    public string[] Logged => _log.Lines;

    protected virtual string Setting => "hash";

    public override async ValueTask InitializeAsync() =>
        await StartAsync("--Logging:LogLevel:Default=Trace", $"--Users:Password={Setting}");

    protected override void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.Services.Replace(ServiceDescriptor.Singleton<ITable>(new InMemoryTable()));
    }
}

/// <summary>The same where passwords are dropped.</summary>
public sealed class DroppingServer : HashingServer
{
    protected override string Setting => "drop";
}
