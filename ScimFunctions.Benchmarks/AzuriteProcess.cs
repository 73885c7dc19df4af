using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Benchmarks;

/// <summary>Azurite's tables, in memory, from where the tests installed it.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // The account and key that Microsoft publishes for every Azurite.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GuardedProcess _process;

    private AzuriteProcess(GuardedProcess process, int port)
    {
        _process = process;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    public string ConnectionString { get; }

    /// <summary>Starts it, or gives null where it is not installed.</summary>
    public static async Task<AzuriteProcess?> TryStartAsync(CancellationToken cancellation)
    {
        var script = Path.Combine(Sources.Root(), "ScimFunctions.Tests", "node_modules", "azurite", "dist", "src", "table", "main.js");
        if (!File.Exists(script))
        {
            return null;
        }

        var port = FreePort.Next();
        var process = GuardedProcess.Start(
            "node",
            [
                script, "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck", "--silent",
                "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture),
            ],
            new Dictionary<string, string>(StringComparer.Ordinal));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (!await ListensAsync(port, patience.Token))
        {
            await Task.Delay(Pause, TimeProvider.System, patience.Token);
        }

        return new AzuriteProcess(process, port);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
