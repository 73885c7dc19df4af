using ScimFunctions.Directory.Caching;

namespace ScimFunctions.Functions.Management.Access;

/// <summary>
/// How often somebody tried to manage without being let in: past so many in a minute, nothing more of that source is looked at
/// until the minute is over. Remembers a bounded number of sources, those that tried last.
/// </summary>
/// <param name="perMinute">How many attempts may fail in a minute; 0 for any number.</param>
/// <param name="time">The clock.</param>
public sealed class FailedAttempts(int perMinute, TimeProvider time)
{
    /// <summary>How many may fail unless configured.</summary>
    public const int Default = 30;

    private const int Capacity = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly BoundedCache<string, Count> _sources = new(Capacity, StringComparer.Ordinal, time);

    /// <summary>In how many seconds a source may try again; null where it may now.</summary>
    public int? RetryAfterSeconds(string source)
    {
        if (perMinute == 0 || _sources.Find(source) is not { } count)
        {
            return null;
        }

        lock (count)
        {
            var age = time.GetElapsedTime(count.Since);
            return age < Window && count.Failures >= perMinute ? Math.Max(1, (int)Math.Ceiling((Window - age).TotalSeconds)) : null;
        }
    }

    /// <summary>Counts a failure; whether it was the last that is looked at in this minute.</summary>
    public bool Add(string source)
    {
        if (perMinute == 0)
        {
            return false;
        }

        var count = _sources.Find(source) ?? _sources.Add(source, new Count { Since = time.GetTimestamp() });
        lock (count)
        {
            if (time.GetElapsedTime(count.Since) >= Window)
            {
                (count.Since, count.Failures) = (time.GetTimestamp(), 0);
            }

            return ++count.Failures == perMinute;
        }
    }

    private sealed class Count
    {
        public long Since;
        public int Failures;
    }
}
