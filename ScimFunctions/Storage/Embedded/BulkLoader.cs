namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// Inserts very many rows in one transaction. The index of keys is dropped and made anew by a sort, for a row's place in it
/// is anywhere: row by row, each would cost the reading and the writing of a page.
/// </summary>
internal sealed class BulkLoader(DatabaseFile file) : IDisposable
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    // The sort goes to files, so memory stays bounded; the log is copied once, at the end.
    private readonly Connection _connection = file.Connect(
        LockTimeout, "PRAGMA temp_store=FILE; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=0; PRAGMA threads=2");

    /// <summary>Makes all rows durable; false, and makes none, where a key stands twice.</summary>
    /// <exception cref="StorageException">SQLite failed, or another process writes.</exception>
    public async Task<bool> TryLoadAsync(string partition, IAsyncEnumerable<IReadOnlyList<InsertRow>> rows, CancellationToken cancellation)
    {
        _connection.Execute("BEGIN IMMEDIATE");
        _connection.Execute(Layout.DropKeys);
        var writer = new RowWriter(_connection);
        var id = PartitionOf(partition);
        var version = _connection.Scalar("SELECT last FROM versions WHERE id = 1");
        await foreach (var some in rows.WithCancellation(cancellation))
        {
            foreach (var row in some)
            {
                writer.Insert(id, row.Key, ++version, row.Columns, row.Document.Span);
            }
        }

        if (!TryMakeKeys())
        {
            return false;
        }

        _connection.Prepare("UPDATE versions SET last = ?1 WHERE id = 1").Bind(1, version).Run();
        _connection.Execute("COMMIT");
        _connection.Checkpoint();
        return true;
    }

    /// <summary>Closes the connection, which undoes what was not committed.</summary>
    public void Dispose() => _connection.Dispose();

    private long PartitionOf(string partition)
    {
        var id = Partitions.Read(partition, _connection.Prepare(Partitions.FindSql));
        if (id == Partitions.None)
        {
            _connection.Prepare("INSERT INTO partitions (name) VALUES (?1)").Bind(1, partition).Run();
            id = _connection.LastInsertedId;
        }

        return id;
    }

    private bool TryMakeKeys()
    {
        try
        {
            _connection.Execute(Layout.MakeKeys);
            return true;
        }
        catch (StorageException exception) when (Failure.IsUnique(exception.Code))
        {
            return false;
        }
    }
}
