namespace ScimFunctions.Cli;

/// <summary>What the process answers to the shell.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused by the server, or failed; of <c>try</c>: a step failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood; of <c>try</c>: it could not be run.</summary>
    public const int Misused = 2;

    /// <summary>The server does not answer.</summary>
    public const int Unreachable = 3;
}
