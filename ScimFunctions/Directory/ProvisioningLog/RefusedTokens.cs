using System.Collections.Concurrent;
using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>Counts the requests whose token was refused, by tenant group and hour. They are told at most once a minute.</summary>
internal sealed class RefusedTokens
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    // Those to unknown tenant groups are counted under the empty id, so that they take as long; nobody is told of them.
    private readonly ConcurrentDictionary<string, Counter> _counters = new(StringComparer.Ordinal);
    private long _takenAt;

    /// <summary>Counts one.</summary>
    public void Count(TenantGroup? group, DateTimeOffset now)
    {
        var begin = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var counter = _counters.GetOrAdd(group?.Id ?? "", static (_, made) => new Counter(made.group, made.begin), (group, begin));
        if (counter.Begin != begin)
        {
            _counters.TryUpdate(group?.Id ?? "", new Counter(group, begin) { Before = counter }, counter);
        }

        counter.Add();
    }

    /// <summary>Whether something is new that was not taken.</summary>
    public bool Waits => _counters.Values.Any(static counter => counter.Waits);

    /// <summary>What is new since it was taken last.</summary>
    /// <param name="now">The time.</param>
    /// <param name="evenOften">Whether it is taken even if that is less than a minute ago.</param>
    public IReadOnlyList<RefusedHour> Take(DateTimeOffset now, bool evenOften)
    {
        if (!evenOften && now.UtcTicks - Interlocked.Read(ref _takenAt) < Between.Ticks)
        {
            return [];
        }

        Interlocked.Exchange(ref _takenAt, now.UtcTicks);
        var hours = new List<RefusedHour>();
        foreach (var counter in _counters.Values)
        {
            counter.Before?.TakeInto(hours);
            counter.Before = null;
            counter.TakeInto(hours);
        }

        return hours;
    }

    private sealed class Counter(TenantGroup? group, DateTimeOffset begin)
    {
        private int _times;
        private int _taken;

        public DateTimeOffset Begin => begin;

        public Counter? Before { get; set; }

        public bool Waits => group is not null && (Volatile.Read(ref _times) != _taken || Before?.Waits == true);

        public void Add() => Interlocked.Increment(ref _times);

        public void TakeInto(List<RefusedHour> hours)
        {
            var times = Volatile.Read(ref _times);
            if (group is not null && times != _taken)
            {
                _taken = times;
                hours.Add(new RefusedHour(group, begin, times));
            }
        }
    }
}

/// <summary>How many requests of an hour had a token that was refused.</summary>
internal sealed record RefusedHour(TenantGroup Group, DateTimeOffset Begin, int Times);
