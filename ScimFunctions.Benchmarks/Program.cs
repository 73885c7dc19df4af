using ScimFunctions.Tests.Fuzzing;

namespace ScimFunctions.Benchmarks;

public static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        switch (arguments)
        {
            case ["bare", .. var rest]:
                await BareServer.RunAsync(rest);
                return 0;
            case ["http", .. var rest]:
                Console.CancelKeyPress += (_, pressed) =>
                {
                    pressed.Cancel = true;
                    stop.Cancel();
                };
                return await HttpAsync(rest, stop.Token);
            case ["fuzz", .. var rest]:
                return Fuzz(rest);
            default:
                await Console.Error.WriteLineAsync(BenchmarkOptions.Usage);
                await Console.Error.WriteLineAsync(FuzzOptions.Usage);
                return 2;
        }
    }

    private static int Fuzz(string[] arguments)
    {
        try
        {
            var options = FuzzOptions.Parse(arguments);
            var run = new FuzzRun(options.Inputs, TimeSpan.FromSeconds(options.Seconds), options.Seed, Environment.ProcessorCount);
            Console.Write(FuzzReport.Write(run.Run(), run.Elapsed, options.Seed, run.Defects));
            return run.Defects.Count == 0 ? 0 : 1;
        }
        catch (ArgumentException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 2;
        }
    }

    private static async Task<int> HttpAsync(string[] arguments, CancellationToken cancellation)
    {
        try
        {
            return await new HttpBenchmark(BenchmarkOptions.Parse(arguments), TimeProvider.System).RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 2;
        }
    }
}
