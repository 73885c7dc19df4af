using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Directory;

namespace ScimFunctions.Tests.Hosting.Races;

/// <summary>Four server processes that share one store.</summary>
public sealed partial class FourServers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<GuardedProcess> _processes = [];
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private ServerProcessOptions _options = null!;

    /// <summary>One tenant group, as each of the processes answers for it.</summary>
    public IReadOnlyList<ScimTenant> Doors { get; private set; } = [];

    /// <summary>Starts the processes on the embedded store, or on Azurite where its connection string is given.</summary>
    public async Task StartAsync(string? connection, CancellationToken cancellation)
    {
        if (connection is not null)
        {
            _environment["Storage__ConnectionString"] = connection;
            _environment["Storage__Table"] = "t" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        }

        _options = new ServerProcessOptions { Directory = _directory.Path, Environment = _environment };
        await RunAsync(cancellation, "group", "add", "race");
        var token = TokenForm().Match(await RunAsync(cancellation, "token", "race")).Value;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        Doors = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var root = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
            var process = _options.Run("--urls", root.AbsoluteUri.TrimEnd('/'));
            lock (_processes)
            {
                _processes.Add(process);
            }

            await ServerReadiness.WaitAsync(root, process, patience.Token);
            return new ScimTenant("race", new Uri(root, "api/scim/v2/groups/race"), token);
        }));
    }

    /// <summary>Sees that all rows of the store agree.</summary>
    public async Task CheckAsync(string? connection)
    {
        ITable table = connection is null ? EmbeddedTable.Open(_directory.Path) : AzureTable.Connect(connection, _environment["Storage__Table"]);
        await StoreCheck.CheckAllAsync(table);
        await ((table as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _directory.Dispose();
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
