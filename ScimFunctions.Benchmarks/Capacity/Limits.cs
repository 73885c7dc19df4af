namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>What Azure serves at most, and how fast an identity provider goes.</summary>
public sealed record Limits
{
    /// <summary>Entities a second of one partition, which is one tenant group.</summary>
    public double PartitionEntities { get; init; } = 2_000;

    /// <summary>Entities a second of one storage account.</summary>
    public double AccountEntities { get; init; } = 20_000;

    /// <summary>Reads of secrets from one vault in ten seconds.</summary>
    public double VaultReads { get; init; } = 4_000;

    /// <summary>Requests a second that an identity provider makes for one group: what Microsoft asks endpoints to stand.</summary>
    public double Pace { get; init; } = 25;

    /// <summary>Seconds of a cycle.</summary>
    public int CycleSeconds { get; init; } = 2_400;

    /// <summary>How much of an account's limit is planned for.</summary>
    public double Headroom { get; init; } = 0.7;

    /// <summary>Requests a second that one instance answers.</summary>
    public double InstancePace { get; init; } = 200;
}
