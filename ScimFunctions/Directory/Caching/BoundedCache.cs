using System.Collections.Concurrent;

namespace ScimFunctions.Directory.Caching;

/// <summary>
/// A cache that keeps what was used last. A hit takes no lock: it stamps the time. Growing past the capacity drops the tenth
/// that was used the longest ago, so that the cost of finding it is shared by many additions.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity, IEqualityComparer<TKey> comparer, TimeProvider time)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Slot> _slots = new(comparer);
    private readonly Lock _trimming = new();

    public int Count => _slots.Count;

    public TValue? Find(TKey key)
    {
        if (!_slots.TryGetValue(key, out var slot))
        {
            return null;
        }

        Volatile.Write(ref slot.Used, time.GetTimestamp());
        return slot.Value;
    }

    /// <summary>The value that is there, else <paramref name="value"/>, which then is.</summary>
    public TValue Add(TKey key, TValue value)
    {
        var slot = _slots.GetOrAdd(key, new Slot(value) { Used = time.GetTimestamp() });
        if (ReferenceEquals(slot.Value, value))
        {
            Trim();
        }

        return slot.Value;
    }

    public void Remove(TKey key) => _slots.TryRemove(key, out _);

    private void Trim()
    {
        lock (_trimming)
        {
            var excess = _slots.Count - capacity;
            if (excess <= 0)
            {
                return;
            }

            foreach (var (key, _) in _slots.ToArray().OrderBy(pair => Volatile.Read(ref pair.Value.Used)).Take(excess + (capacity / 10)))
            {
                _slots.TryRemove(key, out _);
            }
        }
    }

    private sealed class Slot(TValue value)
    {
        public readonly TValue Value = value;
        public long Used;
    }
}
