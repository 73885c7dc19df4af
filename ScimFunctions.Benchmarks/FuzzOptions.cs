using System.Globalization;

namespace ScimFunctions.Benchmarks;

/// <summary>What can be set for fuzzing on the command line, as <c>--name value</c>.</summary>
public sealed record FuzzOptions
{
    public const string Usage = """
        dotnet run -c Release --project ScimFunctions.Benchmarks -- fuzz [options]
          --inputs N        how many filters, paths and PATCH bodies in all (default 10000000, at most 1000000000)
          --seconds S       ends earlier after so long (default 900, at most 86400)
          --seed X          the same seed gives the same inputs (default 1)
        """;

    public int Inputs { get; init; } = 10_000_000;

    public int Seconds { get; init; } = 900;

    public int Seed { get; init; } = 1;

    public static FuzzOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new FuzzOptions();
        for (var index = 0; index < arguments.Length; index += 2)
        {
            options = arguments[index] switch
            {
                "--inputs" => options with { Inputs = Number(arguments, index, 1_000_000_000) },
                "--seconds" => options with { Seconds = Number(arguments, index, 86_400) },
                "--seed" => options with { Seed = Number(arguments, index, int.MaxValue) },
                var unknown => throw new ArgumentException($"Unknown option {unknown}.", nameof(arguments)),
            };
        }

        return options;
    }

    private static int Number(ReadOnlySpan<string> arguments, int index, int most) =>
        index + 1 < arguments.Length
        && int.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"{arguments[index]} takes a number from 1 to {most}.", nameof(arguments));
}
