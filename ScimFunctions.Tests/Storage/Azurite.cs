using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace ScimFunctions.Tests.Storage;

/// <summary>
/// One Azurite for the whole run, started by the first test that asks for its connection string and gone with the
/// tests. Where it is not installed, tests that need it are skipped, unless SCIMFUNCTIONS_REQUIRE_AZURITE is 1.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly Lazy<Task<string>> _started;
    private Process? _process;

    public Azurite() => _started = new(StartAsync);

    /// <summary>Whether it is installed, or has to be.</summary>
    public static bool CanStart => Script is not null || IsRequired;

    /// <summary>The connection string of the running Azurite; skips or fails the test where it is not installed.</summary>
    public Task<string> ConnectAsync()
    {
        Assert.SkipUnless(CanStart, "Azurite or Node is missing: run ./test.sh, which installs it.");
        return _started.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static bool IsRequired => Environment.GetEnvironmentVariable("SCIMFUNCTIONS_REQUIRE_AZURITE") is "1";

    private static string? Script { get; } = FindScript();

    private async Task<string> StartAsync()
    {
        var script = Script ?? throw new InvalidOperationException("Azurite or Node is missing: run ./test.sh, which installs it.");
        var port = FreePort.Next();
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[
            "-e", Watchdog, script, "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck", "--silent",
            "--tableHost", "127.0.0.1", "--tablePort", $"{port}"])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
        await AnswersAsync(port);
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={DevelopmentKey};TableEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    // Azurite ends when its standard input does, which happens however the tests end.
    private const string Watchdog =
        "process.stdin.resume(); process.stdin.on('end', () => process.exit()); process.argv.splice(1, 0, 'azurite-table'); "
        + "const script = process.argv[2]; process.argv.splice(2, 1); require(script);";

    // The key that Microsoft publishes for every Azurite.
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static async Task AnswersAsync(int port)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(started) < StartTimeout)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    private void Kill()
    {
        try
        {
            _process?.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private static string? FindScript()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ScimFunctions.sln")))
        {
            directory = directory.Parent;
        }

        var script = directory is null
            ? null
            : Path.Combine(directory.FullName, "ScimFunctions.Tests", "node_modules", "azurite", "dist", "src", "table", "main.js");
        return File.Exists(script) && HasNode() ? script : null;
    }

    private static bool HasNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe")));
}
