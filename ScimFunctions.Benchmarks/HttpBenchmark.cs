using System.Globalization;
using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Benchmarks;

/// <summary>
/// Loads each case between two runs of the bare server, because the machine is shared and its speed changes from minute
/// to minute: what is reported is the ratio to those neighbours. Every repeat has servers and a store of its own, so that
/// all begin with the same number of users.
/// </summary>
public sealed class HttpBenchmark(BenchmarkOptions options, TimeProvider time)
{
    private const int Measured = 0, WarmUp = 1;

    /// <returns>0, or 1 if a request was refused or a connection broke: then the numbers mean nothing.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        WrkRunner.EnsureInstalled();
        var firstRun = options.FirstRun ? await FirstRun.MeasureAsync(time, cancellation) : (TimeSpan?)null;
        using var directory = new TemporaryDirectory(options.Directory);
        var syncs = SyncRate.Measure(directory.Path);
        var bare = new List<WrkResult>();
        var runs = BenchmarkCase.All.ToDictionary(one => one, _ => new List<(WrkResult Result, double Ratio)>());
        for (var repeat = 1; repeat <= options.Repeats; repeat++)
        {
            var store = Path.Combine(directory.Path, string.Create(CultureInfo.InvariantCulture, $"store{repeat}"));
            await using (var servers = await ServersUnderLoad.StartAsync(options, store, cancellation))
            {
                await LoadAsync(servers, repeat, bare, runs, cancellation);
            }

            System.IO.Directory.Delete(store, recursive: true);
        }

        CaseResult[] results = [new("bare Kestrel, 1 KiB", null, bare, [1]), .. runs.Select(pair => new CaseResult(
            pair.Key.Name, pair.Key.Goal, [.. pair.Value.Select(run => run.Result)], [.. pair.Value.Select(run => run.Ratio)]))];
        Console.WriteLine(Report.Write(options, results, syncs, firstRun, time.GetLocalNow()));
        return results.Any(result => result.Refused + result.Broken > 0) ? 1 : 0;
    }

    private async Task LoadAsync(
        ServersUnderLoad servers, int repeat, List<WrkResult> bare, Dictionary<BenchmarkCase, List<(WrkResult Result, double Ratio)>> runs,
        CancellationToken cancellation)
    {
        using var directory = new TemporaryDirectory(options.Directory);
        var ids = Path.Combine(directory.Path, "ids");
        await File.WriteAllLinesAsync(ids, await new Seeder(servers.TenantUri, servers.Token).SeedAsync(options.Users, cancellation), cancellation);
        var wrk = new WrkRunner(options, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SCIM_TOKEN"] = servers.Token,
            ["SCIM_IDS"] = ids,
            ["SCIM_USERS"] = options.Users.ToString(CultureInfo.InvariantCulture),
        });

        // A server is measured as it runs all day: compiled for the load it has. POST was warmed up by the seeding.
        await BareAsync();
        foreach (var one in BenchmarkCase.All.Where(one => one.WarmsUp))
        {
            await wrk.RunAsync(one.Script, servers.TenantUri, WarmUp, cancellation);
        }

        var before = await BareAsync();
        bare.Add(before);
        foreach (var one in BenchmarkCase.All)
        {
            var result = await wrk.RunAsync(one.Script, servers.TenantUri, Measured, cancellation);
            var after = await BareAsync();
            var neighbours = (before.RequestsPerSecond + after.RequestsPerSecond) / 2;
            runs[one].Add((result, result.RequestsPerSecond / neighbours));
            Progress(string.Create(CultureInfo.InvariantCulture, $"{repeat}/{options.Repeats} {one.Name}: {result.RequestsPerSecond:N0}/s of {neighbours:N0}/s"));
            bare.Add(after);
            before = after;
        }

        Task<WrkResult> BareAsync() => wrk.RunAsync("bare.lua", servers.BareUri, Measured, cancellation);
    }

    private static void Progress(string line) => Console.Error.WriteLine(line);
}
