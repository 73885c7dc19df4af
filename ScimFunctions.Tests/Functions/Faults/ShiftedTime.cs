namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>The system's clock, which a test puts forward.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Read(ref _ahead) * (TimestampFrequency / TimeSpan.TicksPerSecond));
}
