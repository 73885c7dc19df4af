using System.Threading.RateLimiting;
using ScimFunctions.Directory.Caching;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions.Requests;

/// <summary>
/// How many SCIM requests each token may send to this process, so that one tenant group cannot starve the others: a bucket
/// that fills at that rate and holds <see cref="Burst"/> seconds of it. Buckets that were used the longest ago are dropped.
/// </summary>
/// <param name="perSecond">The rate; 0 for no limit.</param>
/// <param name="time">The clock of the cache.</param>
public sealed class RequestRates(int perSecond, TimeProvider time)
{
    /// <summary>The rate unless configured.</summary>
    public const int Default = 200;

    /// <summary>How many seconds' worth may come at once.</summary>
    public const int Burst = 2;

    private const int Capacity = 10_000;

    private readonly BoundedCache<string, TokenBucketRateLimiter> _buckets = new(Capacity, StringComparer.Ordinal, time);

    /// <summary>Takes one request of a token.</summary>
    /// <exception cref="ScimException">429: there were too many.</exception>
    public void Admit(string tokenId)
    {
        if (perSecond > 0 && !Take(Bucket(tokenId), 1))
        {
            throw new ScimException(ScimError.TooManyRequests(perSecond, retryAfterSeconds: 1));
        }
    }

    /// <summary>Takes further work of a request that was admitted: as much as there is room for, so that a large bulk request
    /// is not refused, and what comes after it waits.</summary>
    public void Charge(string tokenId, int requests)
    {
        if (perSecond > 0 && requests > 0)
        {
            var bucket = Bucket(tokenId);
            var room = (int)(bucket.GetStatistics()?.CurrentAvailablePermits ?? 0);
            _ = room == 0 || Take(bucket, Math.Min(requests, room));
        }
    }

    private static bool Take(TokenBucketRateLimiter bucket, int permits)
    {
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire(permits);
        return lease.IsAcquired;
    }

    private TokenBucketRateLimiter Bucket(string tokenId) => _buckets.Find(tokenId) ?? _buckets.Add(tokenId, New());

    // No timer of its own: it is filled up when it is asked.
    private TokenBucketRateLimiter New() => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = perSecond * Burst,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        TokensPerPeriod = perSecond,
        QueueLimit = 0,
        AutoReplenishment = false,
    });
}
