using ScimFunctions.Storage.Embedded.Caching;

namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// The table in a SQLite file of one directory. A batch is answered after it is synced to disk, and survives the
/// process being killed at any moment. Several processes of one machine may share the directory.
/// </summary>
public sealed class EmbeddedTable : IBulkTable, IAsyncDisposable
{
    private readonly DatabaseFile _file;
    private readonly ReaderPool _readers, _mappedReaders;
    private readonly RowCache _cache = new();
    private readonly Writer _writer;

    private EmbeddedTable(DatabaseFile file)
    {
        _file = file;
        var partitions = new Partitions();
        _readers = new ReaderPool(file, partitions, isMapped: false);
        _mappedReaders = new ReaderPool(file, partitions, isMapped: true);
        _writer = new Writer(file, partitions, _cache);
    }

    // SQLite maps the file anew for the first read after every commit, which costs more than the read: mapped readers are
    // for the time in which nothing is written. What another process writes costs them time and nothing else.
    private ReaderPool Readers => _writer.HasPaused ? _mappedReaders : _readers;

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
        var readers = Readers;
        var reader = readers.Take();
        try
        {
            var row = Find(reader, partition, key);
            readers.GiveBack(reader);
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

        var readers = Readers;
        var reader = readers.Take();
        try
        {
            var page = reader.Read(partition, range);
            readers.GiveBack(reader);
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
    public async Task<bool> TryLoadAsync(string partition, IAsyncEnumerable<IReadOnlyList<InsertRow>> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(rows);
        cancellation.ThrowIfCancellationRequested();
        using var loader = new BulkLoader(_file);
        return await loader.TryLoadAsync(partition, rows, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var readers = Readers;
        var reader = readers.Take();
        try
        {
            reader.Ping();
            readers.GiveBack(reader);
            return ValueTask.CompletedTask;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private Row? Find(Reader reader, string partition, string key)
    {
        var header = reader.Header;
        var state = _cache.At(header);
        if (state is not null && _cache.Find(state, partition, key) is { } kept)
        {
            return kept;
        }

        var row = reader.Find(partition, key);
        if (state is null && _writer.HasPaused)
        {
            _cache.Restart(header);
        }
        else if (state is not null && row is not null)
        {
            _cache.Keep(state, partition, row);
        }

        return row;
    }

    /// <summary>Writes what was queued, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        _mappedReaders.Dispose();
        await _writer.DisposeAsync();
    }
}
