using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ScimFunctions.Benchmarks;

/// <summary>Runs wrk with one of the scripts of wrk/, with what they need in the environment.</summary>
public sealed class WrkRunner(BenchmarkOptions options, IReadOnlyDictionary<string, string> settings)
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "wrk");

    /// <summary>Fails with what to install if wrk is not there.</summary>
    public static void EnsureInstalled()
    {
        try
        {
            using var wrk = Process.Start(new ProcessStartInfo("wrk", "-v") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            wrk.WaitForExit();
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("The benchmarks need wrk, a load generator: apt-get install wrk", missing);
        }
    }

    /// <summary>Loads the address for the set time.</summary>
    /// <param name="script">The file in wrk/.</param>
    /// <param name="address">A tenant URL, or the bare server.</param>
    /// <param name="run">0 or 1: scripts make names and choose users by it, so that one does not meet what the other did.</param>
    /// <param name="cancellation">Ends wrk early.</param>
    public async Task<WrkResult> RunAsync(string script, Uri address, int run, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("wrk",
            [$"-t{options.Threads}", $"-c{options.Connections}", $"-d{options.Seconds}s", "--timeout", "5s", "-s", Path.Combine(Scripts, script), address.AbsoluteUri])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["SCIM_SCRIPTS"] = Scripts;
        start.Environment["SCIM_RUN"] = run.ToString(CultureInfo.InvariantCulture);
        start.Environment["SCIM_REPEATS"] = "2";
        start.Environment["SCIM_THREADS"] = options.Threads.ToString(CultureInfo.InvariantCulture);

        using var wrk = Process.Start(start)!;
        await using var end = cancellation.Register(wrk.Kill);
        var errors = wrk.StandardError.ReadToEndAsync(cancellation);
        var output = await wrk.StandardOutput.ReadToEndAsync(cancellation);
        await wrk.WaitForExitAsync(cancellation);
        return WrkResult.Parse(output + await errors);
    }
}
