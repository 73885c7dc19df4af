using System.Collections.Concurrent;
using ScimFunctions.Directory.Counting.Buckets;
using ScimFunctions.Directory.Counting.Tallies;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting;

/// <summary>
/// Counts the users and SCIM groups of tenant groups, so that a list knows its total and finds any page without going
/// through what lies before it (docs/adr/0011-counts.md). Buckets of ids are counted in one row; what was made and deleted
/// since is listed in tallies, one of which goes with each such change.
/// </summary>
/// <param name="table">The store.</param>
/// <param name="time">The clock.</param>
public sealed class Counts(ITable table, TimeProvider time)
{
    // So many tallies that nobody writes to any more are worth the calls that it takes to empty them.
    private const int MostAbandoned = 32;

    private readonly CountReader _reader = new(table, new BucketCache(time));
    private readonly Recount _recount = new(table);
    private readonly Emptying _emptying = new(table, time);
    private readonly ConcurrentDictionary<(string Partition, string Type), TallyPool> _pools = new();
    private readonly ConcurrentDictionary<(string Partition, string Type), Lazy<Task<CountSnapshot>>> _recounts = new();

    /// <summary>Counts all resources of a tenant group anew, while others may write.</summary>
    /// <exception cref="StorageException">The store failed; the next list counts.</exception>
    public async Task RecountAsync(string partition, CancellationToken cancellation)
    {
        foreach (var type in RowKeys.CountedTypes)
        {
            await _recount.RunAsync(partition, type, anew: true, cancellation);
        }
    }

    /// <summary>How many users and how many SCIM groups a tenant group has.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<(int Users, int Groups)> TotalsAsync(string partition, CancellationToken cancellation) =>
        ((await ReadAsync(partition, RowKeys.Users, cancellation)).Total, (await ReadAsync(partition, RowKeys.Groups, cancellation)).Total);

    /// <summary>Takes an id out of the tallies that list it. Buckets begin at what tells two ids apart, and at no id whole.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="type">What the keys of the resource type begin with.</param>
    /// <param name="id">The id of a resource that was deleted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StorageException">The store failed, or others changed too much meanwhile.</exception>
    public async Task ForgetAsync(string partition, string type, string id, CancellationToken cancellation)
    {
        var snapshot = await _reader.ReadAsync(partition, type, cancellation);
        var listing = snapshot.Tallies.Where(row => CountDelta.Read(row.Document.Span).Exists(delta => delta.Id == id))
            .Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        if (listing.Count > 0 && !listing.IsSubsetOf(await _emptying.RunAsync(partition, type, listing)))
        {
            throw new StorageException("An id could not be taken out of the counts, so much was changed meanwhile.", outcomeUnknown: false);
        }
    }

    /// <summary>The part of a batch that counts a resource.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="lane">The lane that the batch is written in.</param>
    /// <param name="type">What the keys of the resource type begin with.</param>
    /// <param name="delta">The resource.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async ValueTask<CountChange> TakeAsync(string partition, string lane, string type, CountDelta delta, CancellationToken cancellation)
    {
        var pool = PoolOf(partition, lane, type);
        while (true)
        {
            var tally = pool.Take();
            if (!tally.IsKnown)
            {
                await ReadAsync(partition, pool, tally, cancellation);
            }

            if (tally.Count < Tally.Most)
            {
                return new CountChange(pool, tally, tally.Next(delta, time.GetUtcNow()));
            }

            pool.GiveBack(tally);
        }
    }

    /// <summary>Ends what <see cref="TakeAsync"/> began, when its batch was made.</summary>
    internal ValueTask MadeAsync(string partition, string type, CountChange change, string version) =>
        change.Made(version) ? new(EmptyAsync(partition, type, change.Pool)) : ValueTask.CompletedTask;

    /// <summary>The counts of a resource type. Where there are none yet, the resources are counted first.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    internal async ValueTask<CountSnapshot> ReadAsync(string partition, string type, CancellationToken cancellation)
    {
        var snapshot = await _reader.ReadAsync(partition, type, cancellation);
        if (snapshot.Buckets is null)
        {
            return await CountAsync(partition, type).WaitAsync(cancellation);
        }

        if (snapshot.Tallies.Count >= MostAbandoned && snapshot.Tallies.Count(_emptying.IsAbandoned) >= MostAbandoned)
        {
            await EmptyAsync(partition, type, new TallyPool("", ""));
        }

        return snapshot;
    }

    private async Task ReadAsync(string partition, TallyPool pool, Tally tally, CancellationToken cancellation)
    {
        try
        {
            tally.Take(await table.FindAsync(partition, tally.Key, cancellation));
        }
        catch
        {
            pool.GiveBack(tally);
            throw;
        }
    }

    private TallyPool PoolOf(string partition, string lane, string type)
    {
        while (true)
        {
            var pool = _pools.GetOrAdd((partition, type), static (key, lane) => new TallyPool(lane, RowKeys.Tallies(key.Type, lane)), lane);
            if (pool.Lane == lane)
            {
                return pool;
            }

            // What the other lane lists stays, until its next process goes on with it or somebody empties it.
            _pools.TryRemove(new((partition, type), pool));
        }
    }

    // Shared by all that wait for it, so one that gives up does not end it.
    private async Task<CountSnapshot> CountAsync(string partition, string type)
    {
        var counting = _recounts.GetOrAdd((partition, type), static (key, counts) => new(
            () => counts._recount.RunAsync(key.Partition, key.Type, anew: false, CancellationToken.None)), this);
        try
        {
            return await counting.Value;
        }
        finally
        {
            _recounts.TryRemove(new((partition, type), counting));
        }
    }

    private async Task EmptyAsync(string partition, string type, TallyPool pool)
    {
        var full = pool.BeginEmptying();
        if (full is null)
        {
            return;
        }

        IReadOnlySet<string> gone = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            gone = await _emptying.RunAsync(partition, type, full.Select(tally => tally.Key).ToHashSet(StringComparer.Ordinal));
        }
        catch (StorageException)
        {
            // The change that brought this about is made, and is not to fail. The tallies count as they are; when the next
            // one is full, they are emptied.
        }
        finally
        {
            pool.EndEmptying([.. full.Where(tally => gone.Contains(tally.Key))]);
        }
    }
}
