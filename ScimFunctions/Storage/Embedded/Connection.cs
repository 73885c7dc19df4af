using ScimFunctions.Storage.Embedded.Caching;
using SQLitePCL;

namespace ScimFunctions.Storage.Embedded;

/// <summary>One connection to the database file, used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const string Settings = "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; ";

    private readonly sqlite3 _database;
    private readonly List<Statement> _statements = [];

    private Connection(sqlite3 database)
    {
        _database = database;
        WalIndex = new WalIndex(database);
    }

    static Connection() => Batteries_V2.Init();

    /// <summary>Where it is seen whether anything was committed.</summary>
    public WalIndex WalIndex { get; }

    public long LastInsertedId => raw.sqlite3_last_insert_rowid(_database);

    /// <summary>Opens the file, which is there.</summary>
    /// <param name="file">The path of the database.</param>
    /// <param name="busyTimeout">How long a statement waits for another's lock.</param>
    /// <param name="settings">Further statements to run first.</param>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static Connection Open(string file, TimeSpan busyTimeout, string settings)
    {
        var code = raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(database);
        try
        {
            Failure.ThrowIf(code, database);
            if (raw.sqlite3_db_readonly(database, "main") == 1)
            {
                throw Failure.Of(raw.SQLITE_READONLY, database);
            }

            Failure.ThrowIf(raw.sqlite3_busy_timeout(database, (int)busyTimeout.TotalMilliseconds), database);
            connection.Execute(Settings + settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(_database, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements without parameters and results.</summary>
    /// <exception cref="StorageException">SQLite failed.</exception>
    public void Execute(string sql) => Failure.ThrowIf(raw.sqlite3_exec(_database, sql), _database);

    /// <summary>The number that a statement gives first.</summary>
    public long Scalar(string sql)
    {
        using var statement = new Statement(_database, sql);
        return statement.Step() ? statement.GetInt64(0) : 0;
    }

    /// <summary>
    /// Copies what it can of the log into the file without making anybody wait. Another that copies already, or a failing
    /// disk, which the next commit meets itself, leaves the rest to a later time.
    /// </summary>
    public void Checkpoint() =>
        raw.sqlite3_wal_checkpoint_v2(_database, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _database.Dispose();
    }
}
