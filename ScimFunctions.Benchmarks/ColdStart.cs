using System.Globalization;
using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Benchmarks;

/// <summary>
/// How long it takes from the start of a process to its first answer to a SCIM request, with a token to check and a user
/// to read, as behind a Functions host: its port comes from <c>FUNCTIONS_CUSTOMHANDLER_PORT</c>. The files it is made of are
/// in memory already.
/// </summary>
public sealed class ColdStart(ColdStartOptions options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var azurite = await AzuriteProcess.TryStartAsync(cancellation);
        var programs = new List<(string Name, string Path)> { ("JIT", ServerProgram.Path) };
        if (options.Executable is { } executable)
        {
            programs.Insert(0, ("AOT", executable));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Executable: {new FileInfo(executable).Length / 1e6:F1} MB."));
        }

        Console.WriteLine("| program | store | median ms | least ms | most ms | resident MiB |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var (name, path) in programs)
        {
            Console.WriteLine(await MeasureAsync(name, path, "embedded", [], cancellation));
            if (azurite is not null)
            {
                var settings = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Storage__ConnectionString"] = azurite.ConnectionString,
                    ["Storage__Table"] = "cold" + name,
                };
                Console.WriteLine(await MeasureAsync(name, path, "Azurite", settings, cancellation));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Runs} starts each. {Machine.Describe()}. {time.GetUtcNow():yyyy-MM-dd}."));
        return 0;
    }

    private async Task<string> MeasureAsync(string name, string program, string store, Dictionary<string, string> settings, CancellationToken cancellation)
    {
        using var directory = new TemporaryDirectory();
        var user = await PrepareAsync(program, directory.Path, settings, cancellation);
        settings = new(settings, StringComparer.Ordinal) { ["Storage__Embedded__Directory"] = directory.Path, ["DOTNET_ENVIRONMENT"] = "Production" };
        var starts = new List<(double Milliseconds, double Resident)>();

        // The first is not counted: it brings the files into memory.
        for (var run = 0; run <= options.Runs; run++)
        {
            starts.Add(await StartAsync(program, user, settings, cancellation));
        }

        var times = starts.Skip(1).Select(start => start.Milliseconds).Order().ToArray();
        var resident = starts.Skip(1).Select(start => start.Resident).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {store} | {Median(times):F1} | {times[0]:F1} | {times[^1]:F1} | {Median(resident):F1} |");
    }

    /// <summary>Makes the store, and a user in it, and gives the request for that user.</summary>
    private static async Task<string> PrepareAsync(string program, string directory, Dictionary<string, string> settings, CancellationToken cancellation)
    {
        var server = new ServerProcessOptions { Directory = directory, Executable = program, Environment = settings };
        await using var process = await ServerProcess.StartAsync(server, first: true, cancellation);
        using var client = new HttpClient();
        var tenant = new ScimTenant("demo", process.TenantUri("demo"), process.Token!);
        using var request = tenant.Request(HttpMethod.Post, "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada"}""");
        using var answer = await client.SendAsync(request, cancellation);
        var path = answer.EnsureSuccessStatusCode().Headers.Location!.AbsolutePath;
        await process.StopAsync(cancellation);
        return $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {process.Token}\r\n\r\n";
    }

    private async Task<(double Milliseconds, double Resident)> StartAsync(
        string program, string request, Dictionary<string, string> settings, CancellationToken cancellation)
    {
        var port = FreePort.Next();
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var started = time.GetTimestamp();
        await using var process = ServerProgram.Start(program, [], settings);
        await FirstAnswer.WaitAsync(port, request, patience.Token);
        return (time.GetElapsedTime(started).TotalMilliseconds, Resident(process.Id));
    }

    private static double Resident(int process)
    {
        var file = $"/proc/{process}/status";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
        return line is null ? double.NaN : double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    private static double Median(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
