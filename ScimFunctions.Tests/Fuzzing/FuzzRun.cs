using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>Makes inputs and tries them, on several threads, until there were enough or the time is over.</summary>
internal sealed class FuzzRun(long inputs, TimeSpan time, int seed, int workers)
{
    /// <summary>What takes longer, measured three times, is a hang.</summary>
    public static readonly TimeSpan LongestAllowed = TimeSpan.FromMilliseconds(50);

    // Past this an input is measured again: the machine may have been at something else.
    private static readonly TimeSpan Suspicious = TimeSpan.FromMilliseconds(5);
    private const int MostDefects = 20;

    private readonly ConcurrentQueue<FuzzDefect> _defects = [];

    /// <summary>The first defects that were found.</summary>
    public IReadOnlyCollection<FuzzDefect> Defects => _defects;

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Runs to the end. The same seed and number of workers give the same inputs.</summary>
    public FuzzCount[] Run()
    {
        var watch = Stopwatch.StartNew();
        var counts = Enumerable.Range(0, workers).Select(_ => new FuzzCount[3]).ToArray();
        var threads = counts.Select((count, worker) => new Thread(() => Work(worker, count, watch))).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        foreach (var thread in threads)
        {
            thread.Join();
        }

        Elapsed = watch.Elapsed;
        return [.. Enumerable.Range(0, 3).Select(kind => counts.Select(count => count[kind]).Aggregate(FuzzCount.Add))];
    }

    private void Work(int worker, FuzzCount[] counts, Stopwatch watch)
    {
        var text = new FuzzText(new Random(unchecked((seed * 31) + worker)));
        var source = new FuzzSource(text);
        for (var i = worker; i < inputs && _defects.Count < MostDefects && watch.Elapsed < time; i += workers)
        {
            var input = source.Next();
            var start = Stopwatch.GetTimestamp();
            var (accepted, problem) = FuzzTarget.Try(input);
            var taken = Stopwatch.GetElapsedTime(start);
            for (var again = 0; taken > Suspicious && again < 3; again++)
            {
                start = Stopwatch.GetTimestamp();
                FuzzTarget.Try(input);
                taken = new(Math.Min(taken.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            }

            problem ??= taken > LongestAllowed ? $"took {taken.TotalMilliseconds:F0} ms" : null;
            if (problem is not null)
            {
                _defects.Enqueue(new FuzzDefect(input, problem));
            }

            counts[(int)input.Kind] = FuzzCount.Add(counts[(int)input.Kind], new FuzzCount(1, accepted ? 1 : 0, taken));
        }
    }
}

/// <summary>What became of the inputs of one kind.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FuzzCount(long Inputs, long Accepted, TimeSpan Slowest)
{
    public static FuzzCount Add(FuzzCount one, FuzzCount other) =>
        new(one.Inputs + other.Inputs, one.Accepted + other.Accepted, one.Slowest > other.Slowest ? one.Slowest : other.Slowest);
}
