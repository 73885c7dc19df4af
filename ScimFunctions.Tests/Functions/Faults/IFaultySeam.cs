namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>Where calls of the store are made to fail.</summary>
public interface IFaultySeam
{
    /// <summary>How many calls there were since <see cref="Begin"/>.</summary>
    int Calls { get; }

    /// <summary>What they were for, in their order.</summary>
    IReadOnlyList<CallKind> Kinds { get; }

    /// <summary>Counts calls from 1, and fails those that the plan says.</summary>
    void Begin(FaultPlan plan);

    /// <summary>Fails none any more.</summary>
    void End();
}
