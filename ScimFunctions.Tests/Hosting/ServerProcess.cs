using System.Text.RegularExpressions;

namespace ScimFunctions.Tests.Hosting;

/// <summary>The server in a process of its own, on a free loopback port; it dies with the test run.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly ServerProcessOptions _options;
    private readonly GuardedProcess _process;

    private ServerProcess(ServerProcessOptions options, GuardedProcess process, Uri root)
    {
        _options = options;
        _process = process;
        Root = root;
    }

    /// <summary>The server's address, such as <c>http://127.0.0.1:40001/</c>.</summary>
    public Uri Root { get; }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public string Output => _process.Output.ToString();

    /// <summary>The tenant URL that was printed.</summary>
    public Uri BaseUri { get; private set; } = null!;

    /// <summary>The token that was printed; null unless this was the first start on the store.</summary>
    public string? Token { get; private set; }

    /// <summary>The administrators' key that was printed; null unless this was the first start on the store.</summary>
    public string? AdminKey { get; private set; }

    /// <summary>Starts a server and waits until it answers. A first start also prints a token and an admin key: both are waited for.</summary>
    public static async Task<ServerProcess> StartAsync(ServerProcessOptions options, bool first, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        var root = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        var server = new ServerProcess(options, options.Run("--urls", root.AbsoluteUri.TrimEnd('/')), root);
        try
        {
            await ServerReadiness.WaitAsync(root, server._process, patience.Token);
            await server.ReadPrintedAsync(first, patience.Token);
            return server;
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            var output = server.Output;
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server was not ready within {options.Patience}. It printed:\n{output}", late);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The tenant URL of a tenant group on this server.</summary>
    public Uri TenantUri(string path) => new(Root, $"api/scim/v2/groups/{Uri.EscapeDataString(path)}");

    /// <summary>Makes a tenant group with a token, by the command line beside the running server.</summary>
    public async Task<ScimTenant> NewTenantAsync(string path, CancellationToken cancellation)
    {
        await RunAsync(cancellation, "group", "add", path);
        var printed = await RunAsync(cancellation, "token", path);
        return new ScimTenant(path, TenantUri(path), TokenForm().Match(printed) is { Success: true } token
            ? token.Value
            : throw new InvalidOperationException($"No token was printed, but:\n{printed}"));
    }

    public void Kill() => _process.Kill();

    public async Task StopAsync(CancellationToken cancellation)
    {
        _process.RequestStop();
        await _process.WaitForExitAsync(cancellation);
    }

    public Task WaitForExitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task ReadPrintedAsync(bool first, CancellationToken cancellation)
    {
        BaseUri = new Uri(await _process.Output.AfterAsync("Tenant URL:").WaitAsync(cancellation));
        if (first)
        {
            Token = await _process.Output.AfterAsync("Secret token:").WaitAsync(cancellation);
            AdminKey = await _process.Output.AfterAsync("Admin key:").WaitAsync(cancellation);
        }
    }

    private async Task<string> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var command = _options.Run(arguments);
        await command.WaitForExitAsync(cancellation);
        return command.ExitCode == 0
            ? command.Output.ToString()
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {command.ExitCode}:\n{command.Output}");
    }

    [GeneratedRegex("scimfn_[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex TokenForm();
}
