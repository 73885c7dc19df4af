using System.Text;
using ScimFunctions.Storage.Embedded.Caching;

namespace ScimFunctions.Storage.Embedded;

/// <summary>A connection that reads, with its statements.</summary>
internal sealed class Reader : IDisposable
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private readonly Connection _connection;
    private readonly Partitions _partitions;
    private readonly Statement _partition, _find, _range, _keys;

    /// <param name="file">The database.</param>
    /// <param name="partitions">The numbers of partitions.</param>
    /// <param name="isMapped">Whether it reads the file where the operating system keeps it instead of copying pages.</param>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public Reader(DatabaseFile file, Partitions partitions, bool isMapped)
    {
        _connection = file.Connect(BusyTimeout, $"PRAGMA cache_size=-2048; PRAGMA query_only=1; PRAGMA mmap_size={(isMapped ? DatabaseFile.LargestMap : 0)}");
        _partitions = partitions;
        _partition = _connection.Prepare(Partitions.FindSql);
        _find = _connection.Prepare("SELECT v, b FROM rows WHERE p = ?1 AND k = ?2");
        _range = _connection.Prepare("SELECT k, v, b FROM rows WHERE p = ?1 AND k >= ?2 AND k < ?3 ORDER BY k LIMIT ?4");
        _keys = _connection.Prepare("SELECT k FROM rows WHERE p = ?1 AND k >= ?2 AND k < ?3 ORDER BY k LIMIT ?4");
    }

    /// <summary>The state of the database, by the head of its log's index.</summary>
    public WalIndexHeader Header => _connection.WalIndex.Read();

    public Row? Find(string partition, string key)
    {
        var id = _partitions.Find(partition, _partition);
        if (id == Partitions.None)
        {
            return null;
        }

        _find.Bind(1, id).Bind(2, key);
        var row = _find.Step() ? RowBytes.Read(key, _find.GetInt64(0), _find.GetBytes(1)) : null;
        _find.Reset();
        return row;
    }

    public RowPage Read(string partition, RowRange range)
    {
        var id = _partitions.Find(partition, _partition);
        if (id == Partitions.None)
        {
            return new RowPage([], More: false);
        }

        // Keys alone are read off the index; whatever else a row has stands in the heap, a page for each row.
        var statement = range.KeysOnly ? _keys : _range;
        statement.Bind(1, id).Bind(2, range.From).Bind(3, range.To).Bind(4, range.PageSize + 1L);
        var rows = new List<Row>(Math.Min(range.PageSize, 64));
        var more = false;
        while (!more && statement.Step())
        {
            more = rows.Count == range.PageSize;
            if (!more)
            {
                var key = Encoding.ASCII.GetString(statement.GetBytes(0));
                rows.Add(range.KeysOnly ? Row.OfKey(key) : RowBytes.Read(key, statement.GetInt64(1), statement.GetBytes(2)));
            }
        }

        statement.Reset();
        return new RowPage(rows, more);
    }

    public void Ping() => _connection.Scalar("SELECT last FROM versions");

    public void Dispose() => _connection.Dispose();
}
