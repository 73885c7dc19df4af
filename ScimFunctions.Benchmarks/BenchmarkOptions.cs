using System.Globalization;

namespace ScimFunctions.Benchmarks;

/// <summary>What can be set on the command line, as <c>--name value</c>.</summary>
public sealed record BenchmarkOptions
{
    public const string Usage = """
        dotnet run -c Release --project ScimFunctions.Benchmarks -- http [options]
          --seconds N       how long each case is loaded (default 8, at most 60)
          --repeats N       how often; the median is reported (default 3, at most 20)
          --users N         how many users are there before (default 10000)
          --connections N   how many connections wrk keeps (default 16)
          --executable P    a published ScimFunctions executable in place of the one built here
          --directory P     where the temporary store goes (default: the system's temporary directory)
          --first-run       measures the first `dotnet run --project ScimFunctions` to its printed URL, too
        dotnet run -c Release --project ScimFunctions.Benchmarks -- capacity [options]
          --groups N        how many tenant groups (default: the three populations of docs/cost.md)
          --users N         how many users they have together
          --pace N          requests a second that an identity provider makes for one group (default 25)
          --cycle-minutes N how often it does (default 40)
        dotnet run -c Release --project ScimFunctions.Benchmarks -- bare --urls http://127.0.0.1:5000
        """;

    public int Seconds { get; init; } = 8;

    public int Repeats { get; init; } = 3;

    public int Users { get; init; } = 10_000;

    public int Connections { get; init; } = 16;

    public int Threads { get; init; } = 2;

    public string? Executable { get; init; }

    public string Directory { get; init; } = Path.GetTempPath();

    public bool FirstRun { get; init; }

    public static BenchmarkOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchmarkOptions();
        for (var index = 0; index < arguments.Length; index++)
        {
            options = arguments[index] switch
            {
                "--first-run" => options with { FirstRun = true },
                "--seconds" => options with { Seconds = Number(arguments, ++index, 60) },
                "--repeats" => options with { Repeats = Number(arguments, ++index, 20) },
                "--users" => options with { Users = Number(arguments, ++index, 1_000_000) },
                "--connections" => options with { Connections = Number(arguments, ++index, 1_000) },
                "--executable" => options with { Executable = Text(arguments, ++index) },
                "--directory" => options with { Directory = Text(arguments, ++index) },
                var unknown => throw new ArgumentException($"Unknown option {unknown}.", nameof(arguments)),
            };
        }

        return options;
    }

    private static int Number(ReadOnlySpan<string> arguments, int index, int most) =>
        int.TryParse(Text(arguments, index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"{arguments[index - 1]} takes a number from 1 to {most}.", nameof(arguments));

    private static string Text(ReadOnlySpan<string> arguments, int index) =>
        index < arguments.Length ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} takes a value.", nameof(arguments));
}
