using System.Globalization;
using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Benchmarks;

/// <summary>
/// Loads each case between two runs of the bare server, because the machine is shared and its speed changes from minute
/// to minute: what is reported is the ratio to those neighbours.
/// </summary>
public sealed class HttpBenchmark(BenchmarkOptions options, TimeProvider time)
{
    /// <returns>0, or 1 if a request was refused or a connection broke: then the numbers mean nothing.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        WrkRunner.EnsureInstalled();
        var firstRun = options.FirstRun ? await FirstRun.MeasureAsync(time, cancellation) : (TimeSpan?)null;
        using var directory = new TemporaryDirectory(options.Directory);
        var syncs = SyncRate.Measure(directory.Path);
        await using var servers = await ServersUnderLoad.StartAsync(options, Path.Combine(directory.Path, "store"), cancellation);

        Progress($"creating {options.Users} users");
        var ids = Path.Combine(directory.Path, "ids");
        await File.WriteAllLinesAsync(ids, await new Seeder(servers.TenantUri, servers.Token).SeedAsync(options.Users, cancellation), cancellation);

        var wrk = new WrkRunner(options, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SCIM_TOKEN"] = servers.Token,
            ["SCIM_IDS"] = ids,
            ["SCIM_USERS"] = options.Users.ToString(CultureInfo.InvariantCulture),
        });
        var results = await LoadAsync(wrk, servers, cancellation);
        Console.WriteLine(Report.Write(options, results, syncs, firstRun, time.GetLocalNow()));
        return results.Any(result => result.Refused + result.Broken > 0) ? 1 : 0;
    }

    private async Task<IReadOnlyList<CaseResult>> LoadAsync(WrkRunner wrk, ServersUnderLoad servers, CancellationToken cancellation)
    {
        var bare = new List<WrkResult>();
        var runs = BenchmarkCase.All.ToDictionary(one => one, _ => new List<(WrkResult Result, double Ratio)>());
        // A server is measured as it runs all day: compiled for the load it has. The warm-up's numbers are dropped.
        await BareAsync();
        foreach (var one in BenchmarkCase.All)
        {
            await wrk.RunAsync(one.Script, servers.TenantUri, options.Repeats, cancellation);
        }

        for (var run = 0; run < options.Repeats; run++)
        {
            bare.Add(await BareAsync());
            foreach (var one in BenchmarkCase.All)
            {
                var result = await wrk.RunAsync(one.Script, servers.TenantUri, run, cancellation);
                var before = bare[^1];
                bare.Add(await BareAsync());
                var neighbours = (before.RequestsPerSecond + bare[^1].RequestsPerSecond) / 2;
                runs[one].Add((result, result.RequestsPerSecond / neighbours));
                Progress(string.Create(CultureInfo.InvariantCulture, $"{run + 1}/{options.Repeats} {one.Name}: {result.RequestsPerSecond:N0}/s of {neighbours:N0}/s"));
            }
        }

        return [new CaseResult("bare Kestrel, 1 KiB", null, bare, [1]), .. runs.Select(pair => new CaseResult(
            pair.Key.Name, pair.Key.Goal, [.. pair.Value.Select(run => run.Result)], [.. pair.Value.Select(run => run.Ratio)]))];

        Task<WrkResult> BareAsync() => wrk.RunAsync("bare.lua", servers.BareUri, 0, cancellation);
    }

    private static void Progress(string line) => Console.Error.WriteLine(line);
}
