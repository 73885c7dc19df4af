using SQLitePCL;

namespace ScimFunctions.Storage.Embedded;

/// <summary>SQLite's result codes as exceptions.</summary>
internal static class Failure
{
    public static void ThrowIf(int code, sqlite3 database)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Of(code, database);
        }
    }

    public static StorageException Of(int code, sqlite3 database) =>
        new($"{Reason(code & 0xFF)} (SQLite {raw.sqlite3_extended_errcode(database)}: {raw.sqlite3_errmsg(database).utf8_to_string()})", outcomeUnknown: false)
        {
            Code = raw.sqlite3_extended_errcode(database),
        };

    /// <summary>Whether an extended result code says that a key stands twice.</summary>
    public static bool IsUnique(int code) => code == raw.SQLITE_CONSTRAINT_UNIQUE;

    private static string Reason(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another process kept the store locked for too long.",
        raw.SQLITE_FULL => "The disk that holds the store is full.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "The store's files cannot be written by this process.",
        raw.SQLITE_CANTOPEN => "The store's files cannot be opened.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "The store's file is damaged, or is no SQLite database.",
        _ => "The store's disk failed.",
    };
}
