using System.Globalization;

namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>What can be set on the command line, as <c>--name value</c>.</summary>
public sealed record CapacityOptions
{
    public int? Groups { get; init; }

    public long? Users { get; init; }

    public Limits Limits { get; init; } = new();

    /// <exception cref="ArgumentException">An option is unknown or its value does not do.</exception>
    public static CapacityOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CapacityOptions();
        for (var index = 0; index < arguments.Length; index += 2)
        {
            options = arguments[index] switch
            {
                "--groups" => options with { Groups = (int)Number(arguments, index, 1_000_000) },
                "--users" => options with { Users = Number(arguments, index, 1_000_000_000) },
                "--pace" => options with { Limits = options.Limits with { Pace = Number(arguments, index, 100_000) } },
                "--cycle-minutes" => options with { Limits = options.Limits with { CycleSeconds = (int)Number(arguments, index, 1_440) * 60 } },
                var unknown => throw new ArgumentException($"Unknown option {unknown}.", nameof(arguments)),
            };
        }

        return options;
    }

    private static long Number(ReadOnlySpan<string> arguments, int index, long most) =>
        index + 1 < arguments.Length
        && long.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ArgumentException($"{arguments[index]} takes a number from 1 to {most}.", nameof(arguments));
}
