using System.Net;
using System.Net.Sockets;
using System.Text;
using ScimFunctions.Tests.Functions;
using Xunit;

namespace ScimFunctions.Tests.Hosting;

/// <summary>How the process starts, refuses to, and ends.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("WEBSITE_SITE_NAME=app", "Storage__TableServiceUri")]
    [InlineData("WEBSITE_SITE_NAME=app Storage__TableServiceUri=https://a.table.core.windows.net", "Tokens__VaultUri")]
    [InlineData("Storage__TableServiceUri=nonsense", "Storage:TableServiceUri")]
    [InlineData("Storage__ConnectionString=nonsense", "Storage:ConnectionString")]
    [InlineData("PublicBaseUrl=nonsense", "PublicBaseUrl")]
    [InlineData("Search__MostScanned=0", "Search:MostScanned")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT=nonsense", "FUNCTIONS_CUSTOMHANDLER_PORT")]
    [InlineData("ASPNETCORE_URLS=nonsense", "urls")]
    [InlineData("ASPNETCORE_URLS=https://localhost:1", "urls")]
    [InlineData("ASPNETCORE_URLS=http://192.0.2.1:1", "192.0.2.1")]
    public async Task Setting_that_does_not_do_is_named(string environment, string named) =>
        await RefusesAsync(named, environment.Split(' '));

    [Fact]
    public async Task Port_in_use_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await RefusesAsync($"{port}", $"ASPNETCORE_URLS=http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task Directory_that_cannot_be_written_is_told()
    {
        var file = Path.Combine(_directory.Path, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        await RefusesAsync(file, $"Storage__Embedded__Directory={file}/x");
    }

    [Fact]
    public async Task Host_s_port_comes_before_all_others_and_no_secret_is_made()
    {
        var port = FreePort.Next();
        await using var process = Start($"FUNCTIONS_CUSTOMHANDLER_PORT={port}", "ASPNETCORE_URLS=http://127.0.0.1:1");
        await ServerReadiness.WaitAsync(new Uri($"http://127.0.0.1:{port}/"), process, Cancellation);
        process.RequestStop();
        await process.WaitForExitAsync(Cancellation);
        Assert.DoesNotContain("scimfn_", process.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASPNETCORE_URLS_is_listened_to_and_shown()
    {
        var port = FreePort.Next();
        await using var process = Start($"ASPNETCORE_URLS=http://127.0.0.1:{port}");
        await ServerReadiness.WaitAsync(new Uri($"http://127.0.0.1:{port}/"), process, Cancellation);
        Assert.Equal($"http://127.0.0.1:{port}/api/scim/v2/groups/demo", await process.Output.AfterAsync("Tenant URL:").WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Later_start_shows_no_secret()
    {
        var options = new ServerProcessOptions { Directory = _directory.Path };
        await using (var first = await ServerProcess.StartAsync(options, first: true, Cancellation))
        {
            await first.StopAsync(Cancellation);
        }

        await using var second = await ServerProcess.StartAsync(options, first: false, Cancellation);
        await second.StopAsync(Cancellation);
        Assert.Contains("token demo", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("scimfn_", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("scimadm_", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_lets_a_request_in_flight_finish()
    {
        await using var server = await ServerProcess.StartAsync(new ServerProcessOptions { Directory = _directory.Path }, first: true, Cancellation);
        var body = TenantSession.User("ada");
        using var client = new TcpClient();
        await client.ConnectAsync(server.Root.Host, server.Root.Port, Cancellation);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {server.BaseUri.AbsolutePath}/Users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {server.Token}\r\n"
            + $"Content-Type: application/scim+json\r\nContent-Length: {body.Length}\r\nExpect: 100-continue\r\n\r\n"), Cancellation);

        // The server asks for the body: the request is in flight.
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(Cancellation));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body[..10]), Cancellation);
        var stopped = server.StopAsync(Cancellation);
        await NobodyListensAsync(server.Root);
        Assert.False(stopped.IsCompleted);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body[10..]), Cancellation);

        Assert.Contains("HTTP/1.1 201 Created", await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        await stopped;
        Assert.Equal(0, server.ExitCode);
    }

    private static async Task NobodyListensAsync(Uri server)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(server.Host, server.Port, Cancellation);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private async Task RefusesAsync(string named, params string[] environment)
    {
        await using var process = Start(environment);
        await process.WaitForExitAsync(Cancellation);
        var lines = process.Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(named, Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
    }

    private GuardedProcess Start(params string[] environment)
    {
        var settings = environment.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        settings.TryAdd("Storage__Embedded__Directory", _directory.Path);
        return ServerProgram.Start(ServerProgram.Path, [], settings);
    }
}
