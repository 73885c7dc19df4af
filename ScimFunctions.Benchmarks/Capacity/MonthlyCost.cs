namespace ScimFunctions.Benchmarks.Capacity;

/// <summary>What a month of ordinary cycles takes, and what it costs in US dollars. Upper bounds: no two groups share an
/// instance's second, and every cycle of every group reads its secret anew.</summary>
public sealed record MonthlyCost(Scenario Scenario, Prices Prices, Limits Limits)
{
    private const double Days = 30;
    private const double KiB = 1024;
    private const double Gigabyte = 1e9;

    /// <summary>Memory of an instance in GB: 512 MB for the custom handler.</summary>
    public double Memory { get; init; } = 0.5;

    /// <summary>Bytes of a user with its index rows; the document alone has about half of them.</summary>
    public double UserBytes { get; init; } = 4 * KiB;

    /// <summary>Bytes of a journal row, which holds a full state.</summary>
    public double JournalBytes { get; init; } = 2 * KiB;

    /// <summary>Bytes that one record of telemetry is charged for.</summary>
    public double RecordBytes { get; init; } = KiB;

    /// <summary>Months that the journal has been kept for.</summary>
    public double JournalMonths { get; init; } = 12;

    public double Cycles => Days * 24 * 3600 / Limits.CycleSeconds;

    public double Requests => Scenario.Users * Mix.Ordinary.Requests * Cycles;

    public double TableCalls => Scenario.Users * Mix.Ordinary.Cost.Calls * Cycles;

    /// <summary>An instance that is active at all is charged for a second at least.</summary>
    public double GigabyteSeconds => Memory * Cycles * Scenario.Sizes().Sum(users => ActiveSeconds(users * Mix.Ordinary.Requests));

    public double StoredGigabytes =>
        Scenario.Users * (UserBytes + (JournalBytes * JournalMonths * Cycles * (Mix.Ordinary.Patched + Mix.Ordinary.Created))) / Gigabyte;

    public double VaultReads => Cycles * Scenario.Sizes().Sum(users => Math.Min(1, users * Mix.Ordinary.Requests));

    /// <summary>A record of each request by the host and by this server, and one of each call of the store.</summary>
    public double IngestedGigabytes => RecordBytes * ((2 * Requests) + TableCalls) / Gigabyte;

    public double Functions =>
        (Math.Max(0, Requests - Prices.FreeExecutions) / 1e6 * Prices.MillionExecutions)
        + (Math.Max(0, GigabyteSeconds - Prices.FreeGigabyteSeconds) * Prices.GigabyteSecond);

    public double Tables => (TableCalls / 10_000 * Prices.TenThousandTableCalls) + (StoredGigabytes * Prices.TableGigabyteMonth);

    public double Vault => VaultReads / 10_000 * Prices.TenThousandVaultReads;

    public double Telemetry => Math.Max(0, IngestedGigabytes - Prices.FreeIngestedGigabytes) * Prices.IngestedGigabyte;

    public double Total => Functions + Tables + Vault + Telemetry;

    private double ActiveSeconds(double requests) => requests < 1 ? requests : Math.Max(1, requests / Limits.Pace);
}
