using ScimFunctions.Benchmarks.Capacity;
using ScimFunctions.Tests.Fuzzing;

namespace ScimFunctions.Benchmarks;

public static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return await RunAsync(arguments, stop.Token);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 2;
        }
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        switch (arguments)
        {
            case ["bare", .. var rest]:
                await BareServer.RunAsync(rest);
                return 0;
            case ["http", .. var rest]:
                return await new HttpBenchmark(BenchmarkOptions.Parse(rest), TimeProvider.System).RunAsync(cancellation);
            case ["cold-start", .. var rest]:
                return await new ColdStart(ColdStartOptions.Parse(rest), TimeProvider.System).RunAsync(cancellation);
            case ["capacity", .. var rest]:
                var capacity = CapacityOptions.Parse(rest);
                Console.Write(CapacityReport.Write(CapacityReport.Scenarios(capacity.Groups, capacity.Users), capacity.Limits, new Prices()));
                return 0;
            case ["fuzz", .. var rest]:
                return Fuzz(FuzzOptions.Parse(rest));
            default:
                await Console.Error.WriteLineAsync(BenchmarkOptions.Usage);
                await Console.Error.WriteLineAsync(ColdStartOptions.Usage);
                await Console.Error.WriteLineAsync(FuzzOptions.Usage);
                return 2;
        }
    }

    private static int Fuzz(FuzzOptions options)
    {
        var run = new FuzzRun(options.Inputs, TimeSpan.FromSeconds(options.Seconds), options.Seed, Environment.ProcessorCount);
        Console.Write(FuzzReport.Write(run.Run(), run.Elapsed, options.Seed, run.Defects));
        return run.Defects.Count == 0 ? 0 : 1;
    }
}
