namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>One run of a cycle.</summary>
/// <param name="Cycle">What was run.</param>
/// <param name="Steps">Each of its steps.</param>
/// <param name="Left">What could not be deleted again, and why.</param>
/// <param name="WasStopped">Whether it was ended before its end.</param>
public sealed record TryRun(Cycle Cycle, IReadOnlyList<StepResult> Steps, IReadOnlyList<string> Left, bool WasStopped)
{
    /// <summary>How many steps went so.</summary>
    public int Count(StepOutcome outcome) => Steps.Count(step => step.Outcome == outcome);

    /// <summary>What the process answers.</summary>
    public int ExitCode => WasStopped ? Cli.ExitCode.Misused
        : Count(StepOutcome.Failed) > 0 || Left.Count > 0 ? Cli.ExitCode.Failed
        : Cli.ExitCode.Done;
}
