using System.Diagnostics;
using ScimFunctions.Storage.Embedded.Caching;

namespace ScimFunctions.Storage.Embedded;

/// <summary>The connection that writes: one transaction, and one sync of the disk, for a group of batches.</summary>
internal sealed class WriterConnection : IDisposable
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    private readonly Connection _connection;
    private readonly BatchApplier _applier;
    private readonly Statement _begin, _commit;

    public WriterConnection(DatabaseFile file, Partitions partitions)
    {
        // Mapped, so that what it reads is kept once, by the operating system. The log may reach 64 MiB: a page that is
        // changed again and again goes from there to the file but once.
        _connection = file.Connect(TimeSpan.Zero, $"PRAGMA mmap_size={DatabaseFile.LargestMap}; PRAGMA cache_size=-4096; PRAGMA wal_autocheckpoint=16384");
        _applier = new BatchApplier(_connection, partitions);
        _begin = _connection.Prepare("BEGIN IMMEDIATE");
        _commit = _connection.Prepare("COMMIT");
    }

    /// <summary>The state of the database, by the head of its log's index.</summary>
    public WalIndexHeader Header => _connection.WalIndex.Read();

    /// <summary>Begins a group, waiting for other processes that write.</summary>
    /// <exception cref="StorageException">Another kept the lock for ten seconds, or the disk failed.</exception>
    public void Begin()
    {
        // SQLite's own waiting backs off to 100 ms, in which a busy process would commit and lock again many times.
        var started = Stopwatch.GetTimestamp();
        for (var spin = new SpinWait(); !_begin.TryRun();)
        {
            if (Stopwatch.GetElapsedTime(started) > LockTimeout)
            {
                throw new StorageException("Another process kept the store locked for too long.", outcomeUnknown: false);
            }

            spin.SpinOnce();
        }

        _applier.Begin();
    }

    public void Apply(PendingBatch batch) => batch.Decide(_applier.Apply(batch.Partition, batch.Changes));

    /// <summary>Makes the group durable.</summary>
    /// <exception cref="StorageException">The disk failed; the group may or may not be found later.</exception>
    public void Commit()
    {
        _applier.End();
        try
        {
            _commit.Run();
        }
        catch (StorageException exception)
        {
            throw new StorageException(exception.Message, outcomeUnknown: true, exception) { Code = exception.Code };
        }
    }

    public void Dispose() => _connection.Dispose();
}
