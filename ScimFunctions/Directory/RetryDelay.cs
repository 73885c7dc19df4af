namespace ScimFunctions.Directory;

/// <summary>How long a writer waits before it tries again from a fresh read, having met another process's change.</summary>
internal static class RetryDelay
{
    /// <summary>The number of attempts, the first included.</summary>
    public const int Attempts = 10;

    /// <summary>Doubles from 5 ms to at most 320 ms, each time at random between nothing and that (full jitter).</summary>
    public static Task WaitAsync(int attempt, TimeProvider time, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5 << Math.Min(attempt, 6))), time, cancellation);
}
