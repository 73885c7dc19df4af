namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>The system's clock, but whoever waits for some seconds before another attempt waits a millisecond.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        TimeProvider.System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < Longest ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
