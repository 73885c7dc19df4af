namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>How a call of the store fails.</summary>
public enum FaultKind
{
    /// <summary>It is refused before anything is committed: the store is busy.</summary>
    Refused,

    /// <summary>It takes too long, and nothing was committed.</summary>
    TimedOut,

    /// <summary>It was committed, and the connection broke before the answer came.</summary>
    AnswerLost,
}
