using System.Collections.Concurrent;
using ScimFunctions.Storage.Embedded.Caching;

namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// The one thread that writes. It takes whatever batches wait, makes them in one transaction and so pays for one sync
/// of the disk, and then tells their callers.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MaxWaiting = 4096, MaxGroup = 64, LeastGroup = 8, MaxGroupChanges = 1000;
    private const long PauseMilliseconds = 100;

    private readonly DatabaseFile _file;
    private readonly Partitions _partitions;
    private readonly RowCache _cache;
    private readonly BlockingCollection<PendingBatch> _waiting = new(MaxWaiting);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PendingBatch> _group = new(MaxGroup);

    private readonly Checkpointer _checkpointer;

    private WriterConnection? _connection;
    private volatile bool _closed;
    private long _committedAt;

    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public Writer(DatabaseFile file, Partitions partitions, RowCache cache)
    {
        _file = file;
        _partitions = partitions;
        _cache = cache;
        _connection = new WriterConnection(file, partitions);
        _checkpointer = new Checkpointer(file);
        new Thread(Run) { IsBackground = true, Name = "Storage writer" }.Start();
    }

    /// <summary>Whether nothing has been committed for some time.</summary>
    public bool HasPaused => Environment.TickCount64 - Volatile.Read(ref _committedAt) > PauseMilliseconds;

    /// <summary>Queues a batch; its task ends when the batch is durable or failed.</summary>
    /// <exception cref="StorageException">Too many wait.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public Task<CommitResult> CommitAsync(PendingBatch batch)
    {
        try
        {
            return _waiting.TryAdd(batch)
                ? batch.Task
                : throw new StorageException($"More than {MaxWaiting} batches wait for the store's disk.", outcomeUnknown: false);
        }
        catch (InvalidOperationException exception) when (_closed)
        {
            throw new ObjectDisposedException("The store is closed.", exception);
        }
    }

    /// <summary>Writes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_closed)
        {
            _closed = true;
            _waiting.CompleteAdding();
        }

        await _ended.Task;
    }

    private void Run()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            _group.Clear();
            _group.Add(first);
            WriteGroup();
        }

        _checkpointer.Dispose();
        _connection?.Dispose();
        _waiting.Dispose();
        _ended.SetResult();
    }

#pragma warning disable CA1031 // Whatever fails, the callers of the group must hear of it and the thread must live on.
    private void WriteGroup()
    {
        try
        {
            _connection ??= new WriterConnection(_file, _partitions);
            _connection.Begin();
            var begun = _cache.Begin(_connection.Header);
            TakeGroup();
            foreach (var batch in _group)
            {
                _connection.Apply(batch);
            }

            _connection.Commit();
            _cache.Committed(begun, _connection.Header, _group);
        }
        catch (Exception exception)
        {
            Abandon(exception);
            return;
        }

        Volatile.Write(ref _committedAt, Environment.TickCount64);
        GroupCompletion.Tell(_group, static batch => batch.Complete());
        _checkpointer.Committed(_group.Sum(static batch => batch.Changes.Count));
    }
#pragma warning restore CA1031

    // Taken only once the database is locked, since more come while another process has it. Not all that wait: were every
    // client in one group, all would wait for the disk together, and then it for all of them.
    private void TakeGroup()
    {
        var changes = _group[0].Changes.Count;
        var most = Math.Clamp((1 + _waiting.Count) / 2, LeastGroup, MaxGroup);
        while (_group.Count < most && changes < MaxGroupChanges && _waiting.TryTake(out var next))
        {
            _group.Add(next);
            changes += next.Changes.Count;
        }

        if (_group.Exists(static batch => !batch.IsWanted))
        {
            GroupCompletion.Tell(_group.FindAll(static batch => !batch.IsWanted), static batch => batch.Cancel());
            _group.RemoveAll(static batch => !batch.IsWanted);
        }
    }

    // A connection that failed once is not trusted again; closing it undoes what it had begun.
    private void Abandon(Exception exception)
    {
        _connection?.Dispose();
        _connection = null;
        GroupCompletion.Tell(_group, batch => batch.Fail(exception));
    }
}
