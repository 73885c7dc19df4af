using System.Globalization;

namespace ScimFunctions.Benchmarks;

/// <summary>What can be set on the command line of <c>cold-start</c>.</summary>
public sealed record ColdStartOptions
{
    public const string Usage = """
        dotnet run -c Release --project ScimFunctions.Benchmarks -- cold-start [options]
          --executable P    a published ScimFunctions executable, measured beside the program built here
          --runs N          how often each is started (default 20, at most 200)
        """;

    public string? Executable { get; init; }

    public int Runs { get; init; } = 20;

    public static ColdStartOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ColdStartOptions();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var value = index + 1 < arguments.Count ? arguments[index + 1] : throw new ArgumentException($"{arguments[index]} takes a value.", nameof(arguments));
            options = arguments[index] switch
            {
                "--executable" => options with { Executable = Path.GetFullPath(value) },
                "--runs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs is >= 1 and <= 200 =>
                    options with { Runs = runs },
                var wrong => throw new ArgumentException($"{wrong} {value} is not understood.", nameof(arguments)),
            };
        }

        return options;
    }
}
