using System.Text;
using SQLitePCL;

namespace ScimFunctions.Storage.Embedded;

/// <summary>A prepared statement. Parameters and columns count from 1 and 0, as SQLite's do.</summary>
internal sealed class Statement(sqlite3 database, string sql) : IDisposable
{
    private readonly sqlite3_stmt _statement = Prepare(database, sql);

    public Statement Bind(int parameter, long value)
    {
        Failure.ThrowIf(raw.sqlite3_bind_int64(_statement, parameter, value), database);
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        Span<byte> utf8 = stackalloc byte[640];
        if (!Encoding.UTF8.TryGetBytes(value, utf8, out var written))
        {
            throw new ArgumentException("The text is longer than any key.", nameof(value));
        }

        Failure.ThrowIf(raw.sqlite3_bind_text(_statement, parameter, utf8[..written]), database);
        return this;
    }

    /// <summary>Binds bytes, or NULL for none.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Failure.ThrowIf(value.IsEmpty ? raw.sqlite3_bind_null(_statement, parameter) : raw.sqlite3_bind_blob(_statement, parameter, value), database);
        return this;
    }

    /// <summary>Whether there is a row to read. The caller resets the statement when it has read.</summary>
    /// <exception cref="StorageException">SQLite failed.</exception>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        var failure = Failure.Of(code, database);
        Reset();
        throw failure;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <exception cref="StorageException">SQLite failed.</exception>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>Runs a statement that gives no rows, unless another connection has the lock.</summary>
    /// <exception cref="StorageException">SQLite failed otherwise.</exception>
    public bool TryRun()
    {
        var code = raw.sqlite3_step(_statement);
        Reset();
        return (code & 0xFF) switch
        {
            raw.SQLITE_DONE => true,
            raw.SQLITE_BUSY => false,
            _ => throw Failure.Of(code, database),
        };
    }

    /// <summary>Runs an insertion, unless a row with its key is there.</summary>
    /// <exception cref="StorageException">SQLite failed otherwise.</exception>
    public bool TryInsert()
    {
        var code = raw.sqlite3_step(_statement);
        var taken = code == raw.SQLITE_CONSTRAINT && raw.sqlite3_extended_errcode(database) == raw.SQLITE_CONSTRAINT_UNIQUE;
        Reset();
        return code == raw.SQLITE_DONE || (taken ? false : throw Failure.Of(code, database));
    }

    /// <summary>Ends the statement, and with it the read transaction of a lone one.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a blob or of a text in UTF-8, valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private static sqlite3_stmt Prepare(sqlite3 database, string sql)
    {
        Failure.ThrowIf(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement), database);
        return statement;
    }
}
