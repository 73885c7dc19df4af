namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>Which calls fail, and how.</summary>
/// <param name="Kind">How.</param>
/// <param name="At">Which call fails first, from 1.</param>
/// <param name="IsOutage">Whether all later calls fail too.</param>
public sealed record FaultPlan(FaultKind Kind, int At, bool IsOutage)
{
    /// <summary>Whether a call fails.</summary>
    /// <param name="call">Its number, from 1.</param>
    public bool Hits(int call) => call == At || (IsOutage && call > At);
}
