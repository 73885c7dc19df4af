using System.Diagnostics;

namespace ScimFunctions.Benchmarks;

/// <summary>How often this disk syncs an append of 4 KiB in a second, on one thread: what bounds every durable write.</summary>
public static class SyncRate
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public static double Measure(string directory)
    {
        using var file = new FileStream(Path.Combine(directory, "sync-rate"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        var page = new byte[4096];
        var count = 0;
        var start = Stopwatch.GetTimestamp();
        do
        {
            file.Write(page);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            count++;
        }
        while (Stopwatch.GetElapsedTime(start) < Duration);

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
