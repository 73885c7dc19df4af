namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// Copies the log into the file while the writer goes on: what the writer's own checkpoint, which starts the log anew,
/// has to wait for is then little. Without it every 64 MiB of log would stop all writes for as long as that takes. Once
/// writing has paused, all is copied, and reads need not look into the log.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private const int ChangesBetween = 16384;

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Connection _connection;
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly Thread _thread;
    private int _changes;
    private bool _hasNew;
    private volatile bool _closed;

    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public Checkpointer(DatabaseFile file)
    {
        _connection = file.Connect(BusyTimeout, "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-64");
        _thread = new Thread(Run) { IsBackground = true, Name = "Storage checkpoint", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Tells of changes that were committed. Called by the writer alone.</summary>
    public void Committed(int changes)
    {
        Volatile.Write(ref _hasNew, true);
        _changes += changes;
        if (_changes >= ChangesBetween && _wanted.CurrentCount == 0)
        {
            _changes = 0;
            _wanted.Release();
        }
    }

    /// <summary>Waits for a copy under way and ends. Called by the writer alone.</summary>
    public void Dispose()
    {
        _closed = true;
        if (_wanted.CurrentCount == 0)
        {
            _wanted.Release();
        }

        _thread.Join();
        _connection.Dispose();
        _wanted.Dispose();
    }

    private void Run()
    {
        var hasUncopied = false;
        while (true)
        {
            var isWanted = _wanted.Wait(Pause);
            if (_closed)
            {
                return;
            }

            var isWriting = Interlocked.Exchange(ref _hasNew, false);
            hasUncopied |= isWriting;
            if (isWanted || (hasUncopied && !isWriting))
            {
                hasUncopied = isWriting;
                _connection.Checkpoint();
            }
        }
    }
}
