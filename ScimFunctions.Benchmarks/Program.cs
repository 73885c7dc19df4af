using ScimFunctions.Benchmarks.Capacity;

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
            case ["capacity", .. var rest]:
                return await CapacityAsync(rest);
            case ["http", .. var rest]:
                Console.CancelKeyPress += (_, pressed) =>
                {
                    pressed.Cancel = true;
                    stop.Cancel();
                };
                return await HttpAsync(rest, stop.Token);
            default:
                await Console.Error.WriteLineAsync(BenchmarkOptions.Usage);
                return 2;
        }
    }

    private static async Task<int> CapacityAsync(string[] arguments)
    {
        try
        {
            var options = CapacityOptions.Parse(arguments);
            Console.Write(CapacityReport.Write(CapacityReport.Scenarios(options.Groups, options.Users), options.Limits, new Prices()));
            return 0;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
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
