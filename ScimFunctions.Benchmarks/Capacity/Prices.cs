namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>Prices in US dollars, East US, pay as you go; docs/cost.md has their sources and dates.</summary>
public sealed record Prices
{
    public double MillionExecutions { get; init; } = 0.40;

    public double FreeExecutions { get; init; } = 250_000;

    public double GigabyteSecond { get; init; } = 0.000026;

    public double FreeGigabyteSeconds { get; init; } = 100_000;

    public double TenThousandTableCalls { get; init; } = 0.00036;

    public double TableGigabyteMonth { get; init; } = 0.045;

    public double TenThousandVaultReads { get; init; } = 0.03;

    public double IngestedGigabyte { get; init; } = 2.30;

    public double FreeIngestedGigabytes { get; init; } = 5;
}
