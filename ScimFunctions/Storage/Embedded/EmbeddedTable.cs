namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// The table in a SQLite file of one directory. A batch is answered after it is synced to disk, and survives the
/// process being killed at any moment. Several processes of one machine may share the directory.
/// </summary>
public sealed class EmbeddedTable : ITable, IAsyncDisposable
{
    private readonly ReaderPool _readers;
    private readonly Writer _writer;

    private EmbeddedTable(DatabaseFile file)
    {
        var partitions = new Partitions();
        _readers = new ReaderPool(file, partitions);
        _writer = new Writer(file, partitions);
    }

    /// <summary>Opens the store of a directory, and makes it where it is missing; on Unix for its owner alone.</summary>
    /// <param name="directory">An absolute path, or one relative to the current directory.</param>
    /// <exception cref="StorageException">The directory cannot be written, or holds a later version's store.</exception>
    public static EmbeddedTable Open(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new EmbeddedTable(DatabaseFile.Ensure(directory));
    }

    /// <inheritdoc/>
    /// <remarks>Reads on the caller's thread: the task is complete when it is given.</remarks>
    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(key);
        cancellation.ThrowIfCancellationRequested();
        var reader = _readers.Take();
        try
        {
            var row = reader.Find(partition, key);
            _readers.GiveBack(reader);
            return new(row);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Reads on a thread of the pool: a page may take long, and the caller's may be the one that waits for the
    /// network.</remarks>
    public async ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(range);
        BatchRules.Check(range);
        cancellation.ThrowIfCancellationRequested();
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            await Task.Yield();
        }

        var reader = _readers.Take();
        try
        {
            var page = reader.Read(partition, range);
            _readers.GiveBack(reader);
            return page;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        BatchRules.Check(partition, changes);
        cancellation.ThrowIfCancellationRequested();
        return new(_writer.CommitAsync(new PendingBatch(partition, changes, cancellation)));
    }

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var reader = _readers.Take();
        try
        {
            reader.Ping();
            _readers.GiveBack(reader);
            return ValueTask.CompletedTask;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Writes what was queued, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.DisposeAsync();
    }
}
