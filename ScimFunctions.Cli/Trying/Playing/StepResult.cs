namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>How a step went.</summary>
public enum StepOutcome
{
    /// <summary>The client would go on.</summary>
    Passed,

    /// <summary>The client would fail, or misunderstand.</summary>
    Failed,

    /// <summary>The endpoint declares that it does not support this.</summary>
    Skipped,

    /// <summary>An earlier step failed that this one builds upon, or the run ended before.</summary>
    NotRun,
}

/// <summary>One step of a run.</summary>
/// <param name="Name">What the client does.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Request">The method and the path, as sent.</param>
public sealed record StepResult(string Name, StepOutcome Outcome, string Request)
{
    /// <summary>The status; null where there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>How long the answer took; null where nothing was sent.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>How the answer differs.</summary>
    public string? Difference { get; init; }

    /// <summary>What the endpoint's error says of itself.</summary>
    public string? Detail { get; init; }

    /// <summary>What the failure means.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>Why the step was skipped or not run.</summary>
    public string? Reason { get; init; }
}
