using ScimFunctions.Directory.Checking;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Directory;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Crashes;

/// <summary>Imports under SIGKILL: nothing is half-made, and the repetition goes on.</summary>
public sealed class ImportCrashTests : IDisposable
{
    private const int Users = 4_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Store => Path.Combine(_directory.Path, "store");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Import_in_batches_that_is_killed_again_and_again_ends_with_every_user_once()
    {
        await RunAsync(Lines("first", 1));
        var lines = Lines("user", Users);
        foreach (var part in new[] { 200, 1_000, 2_500 })
        {
            await KillAsync(lines, async () => await CountAsync() >= part);
            Assert.InRange(await CountAsync(), part, Users + 1);
            await AgreesButForCountsAsync();
        }

        await RunAsync(lines);

        Assert.Equal(Users + 1, await CountAsync());
        await StoreCheck.CheckDirectoryAsync(Store);
    }

    [Fact]
    public async Task Load_that_is_killed_leaves_nothing_and_the_next_makes_all()
    {
        var lines = Lines("user", 10 * Users);
        await KillAsync(lines, () => Task.FromResult(LogLength() > 1024 * 1024));
        Assert.Equal(0, await CountAsync());

        await RunAsync(lines);

        Assert.Equal(10 * Users, await CountAsync());
        await StoreCheck.CheckDirectoryAsync(Store);
    }

    // Counts are behind until the import is repeated to its end.
    private async Task AgreesButForCountsAsync()
    {
        await using var table = EmbeddedTable.Open(Store);
        var group = (await new TenantGroupRegistry(table, TimeProvider.System).FindAsync("demo", Cancellation))!.Group;
        var report = await new StoreChecker(table, TimeProvider.System).CheckAsync(group.Id, ResourceCatalog.Core, Cancellation);
        Assert.All(report.Findings, finding => Assert.StartsWith(RowKeys.AllCounts, finding.Key, StringComparison.Ordinal));
        Assert.Empty(report.Unfinished);
    }

    private string Lines(string name, int count)
    {
        var file = Path.Combine(_directory.Path, $"{name}-{count}.jsonl");
        File.WriteAllLines(file, Enumerable.Range(0, count).Select(number =>
            $$"""{"user":{"userName":"{{name}}-{{number}}","id":"{{name}}-{{number}}","emails":[{"value":"{{name}}-{{number}}@example.com"}]} }"""));
        return file;
    }

    private GuardedProcess Start(string lines) => ServerProgram.Start(
        ServerProgram.Path, ["import", "demo", "--file", lines, $"--Storage:Embedded:Directory={Store}"], new Dictionary<string, string>(StringComparer.Ordinal));

    private async Task RunAsync(string lines)
    {
        await using var process = Start(lines);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, process.Output.ToString());
    }

    private async Task KillAsync(string lines, Func<Task<bool>> isTime)
    {
        await using var process = Start(lines);
        while (!process.HasExited && !await isTime())
        {
            await Task.Delay(Pause, TimeProvider.System, Cancellation);
        }

        Assert.False(process.HasExited, $"It ended before it was killed: {process.Output}");
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }

    private long LogLength() => new FileInfo(Path.Combine(Store, "table.db-wal")) is { Exists: true } file ? file.Length : 0;

    private async Task<int> CountAsync()
    {
        if (!File.Exists(Path.Combine(Store, "table.db")))
        {
            return 0;
        }

        await using var table = EmbeddedTable.Open(Store);
        if (await new TenantGroupRegistry(table, TimeProvider.System).FindAsync("demo", Cancellation) is not { } stored)
        {
            return 0;
        }

        var count = 0;
        var range = RowRange.Prefix(RowKeys.Users, 1_000) with { KeysOnly = true };
        for (var more = true; more;)
        {
            var page = await table.ReadAsync(stored.Group.Id, range, Cancellation);
            count += page.Rows.Count;
            more = page.More;
            range = more ? range.After(page.Rows[^1].Key) : range;
        }

        return count;
    }
}
