using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Tests.Cli;

/// <summary>What a command answered, and where it wrote.</summary>
public sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command in this process, as in a pipe.</summary>
    public static Task<CliRun> OfAsync(CancellationToken cancellation, params string[] args) => OfAsync(new CliSetting(), cancellation, args);

    /// <summary>Runs a command in this process, in these surroundings.</summary>
    public static async Task<CliRun> OfAsync(CliSetting setting, CancellationToken cancellation, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var terminal = new Terminal(output, error, new StringReader(setting.Input), name => setting.Environment.GetValueOrDefault(name), setting.Time)
        {
            IsOutputShown = setting.IsShown,
            IsErrorShown = setting.IsWatched,
            Width = setting.Width,
        };
        var exitCode = await new CliApplication(terminal).RunAsync(args, cancellation);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }
}

/// <summary>The surroundings of a command.</summary>
public sealed record CliSetting
{
    /// <summary>What it reads.</summary>
    public string Input { get; init; } = "";

    /// <summary>The environment variables that it sees.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it writes to a terminal.</summary>
    public bool IsShown { get; init; }

    /// <summary>Whether a person looks at its messages.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The width of the terminal.</summary>
    public int Width { get; init; } = 80;
}
