using Spectre.Console;

namespace ScimFunctions.Cli.CommandLine;

/// <summary>Where a command reads and writes: the process's streams, or those of a test.</summary>
/// <param name="Output">Takes data, and nothing else.</param>
/// <param name="Error">Takes messages and progress.</param>
/// <param name="Input">Gives secrets and data that are not on the command line.</param>
/// <param name="Environment">Gives the value of an environment variable; null where it is not set.</param>
/// <param name="Time">The clock.</param>
public sealed record Terminal(TextWriter Output, TextWriter Error, TextReader Input, Func<string, string?> Environment, TimeProvider Time)
{
    /// <summary>Whether a person looks at the output, rather than a pipe or a file.</summary>
    public bool IsOutputShown { get; init; }

    /// <summary>Whether a person looks at messages, so that progress may be drawn.</summary>
    public bool IsErrorShown { get; init; }

    /// <summary>Whether a person can be asked.</summary>
    public bool IsInputTyped { get; init; }

    /// <summary>The width of lines, in columns; null is that of the window.</summary>
    public int? Width { get; init; }

    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess() =>
        new(Console.Out, Console.Error, Console.In, System.Environment.GetEnvironmentVariable, TimeProvider.System)
        {
            IsOutputShown = !Console.IsOutputRedirected,
            IsErrorShown = !Console.IsErrorRedirected,
            IsInputTyped = !Console.IsInputRedirected,
        };

    /// <summary>The output, for tables.</summary>
    public IAnsiConsole Tables() => Open(Output, IsOutputShown && Environment("NO_COLOR") is null or "", IsOutputShown);

    /// <summary>The error stream, for progress and questions.</summary>
    public IAnsiConsole Messages() => Open(Error, IsErrorShown, IsErrorShown);

    private IAnsiConsole Open(TextWriter writer, bool isColoured, bool isShown)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColoured ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isShown && IsInputTyped ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (Width is { } width)
        {
            console.Profile.Width = width;
        }

        return console;
    }
}
