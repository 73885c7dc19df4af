using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Benchmarks;

/// <summary>How long a newcomer waits from `dotnet run` to the printed URL, on an empty store.</summary>
public static class FirstRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<TimeSpan> MeasureAsync(TimeProvider time, CancellationToken cancellation)
    {
        using var directory = new TemporaryDirectory();
        var project = Path.Combine(Sources.Root(), "ScimFunctions");
        var start = time.GetTimestamp();
        await using var run = GuardedProcess.Start("dotnet", ["run", "--project", project, "--urls", $"http://127.0.0.1:{FreePort.Next()}"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Storage__Embedded__Directory"] = directory.Path });
        await run.Output.AfterAsync("Tenant URL:").WaitAsync(Patience, time, cancellation);
        var elapsed = time.GetElapsedTime(start);

        // `dotnet run` starts the server as a child of its own, and passes this on to it.
        run.RequestStop();
        await run.WaitForExitAsync(cancellation);
        return elapsed;
    }
}
