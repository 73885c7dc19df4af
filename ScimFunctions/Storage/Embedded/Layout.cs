namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// The tables of the database file. Rows are kept in the order in which they were made, so that what one batch makes
/// stands together and a later change of it writes few pages; an index orders their keys.
/// </summary>
internal static class Layout
{
    private const int Version = 1;

    // "SCIM" in ASCII.
    private const int ApplicationId = 0x5343494D;

    /// <summary>Makes the index of keys, which refuses a second row of a key.</summary>
    public const string MakeKeys = "CREATE UNIQUE INDEX keys ON rows (p, k)";

    /// <summary>Drops the index of keys.</summary>
    public const string DropKeys = "DROP INDEX keys";

    private const string Tables = $"""
        CREATE TABLE partitions (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE rows (id INTEGER PRIMARY KEY, p INTEGER NOT NULL, k TEXT NOT NULL, v INTEGER NOT NULL, b BLOB);
        {MakeKeys};
        CREATE TABLE versions (id INTEGER PRIMARY KEY, last INTEGER NOT NULL);
        INSERT INTO versions (id, last) VALUES (1, 0);
        """;

    /// <summary>Makes the tables of a new file, or sees that those of an old one are known.</summary>
    /// <exception cref="StorageException">The file is another program's or a later version's.</exception>
    public static void Ensure(Connection connection)
    {
        if (IsKnown(connection))
        {
            return;
        }

        connection.Execute("PRAGMA page_size=4096; PRAGMA journal_mode=WAL");
        connection.Execute("BEGIN IMMEDIATE");
        if (!IsKnown(connection))
        {
            connection.Execute(Tables);
            connection.Execute($"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}");
        }

        connection.Execute("COMMIT");
    }

    private static bool IsKnown(Connection connection)
    {
        var application = connection.Scalar("PRAGMA application_id");
        var version = connection.Scalar("PRAGMA user_version");
        if (application == 0 && version == 0 && connection.Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            return false;
        }

        if (application != ApplicationId)
        {
            throw new StorageException("The store's file belongs to another program. Name another directory for the store.", outcomeUnknown: false);
        }

        if (version > Version)
        {
            throw new StorageException(
                $"The store was written by a later version (layout {version}; this one knows {Version}). Run that version, or name another directory.",
                outcomeUnknown: false);
        }

        return true;
    }
}
