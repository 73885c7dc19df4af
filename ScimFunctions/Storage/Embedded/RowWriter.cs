namespace ScimFunctions.Storage.Embedded;

/// <summary>Writes rows by their number, which never changes: the index of keys is touched by inserts and deletions alone.</summary>
internal sealed class RowWriter(Connection connection)
{
    private readonly Statement _insert = connection.Prepare("INSERT INTO rows (p, k, v, b) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _replace = connection.Prepare("UPDATE rows SET v = ?2, b = ?3 WHERE id = ?1");
    private readonly Statement _touch = connection.Prepare("UPDATE rows SET v = ?2 WHERE id = ?1");
    private readonly Statement _delete = connection.Prepare("DELETE FROM rows WHERE id = ?1");

    private byte[] _buffer = new byte[4096];

    /// <summary>Makes a row and gives its number; null, and makes none, where one has the key.</summary>
    public long? Insert(long partition, string key, long version, Columns columns, ReadOnlySpan<byte> document) =>
        _insert.Bind(1, partition).Bind(2, key).Bind(3, version).Bind(4, RowBytes.Write(columns, document, ref _buffer)).TryInsert()
            ? connection.LastInsertedId
            : null;

    public void Replace(long row, long version, Columns columns, ReadOnlySpan<byte> document) =>
        _replace.Bind(1, row).Bind(2, version).Bind(3, RowBytes.Write(columns, document, ref _buffer)).Run();

    /// <summary>Gives a row a new version and sets columns; its others and its document stay.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="version">Its new version.</param>
    /// <param name="columns">The columns to set.</param>
    /// <param name="bytes">What the row holds; null where no column is set.</param>
    public void Touch(long row, long version, Columns columns, byte[]? bytes)
    {
        if (bytes is null)
        {
            _touch.Bind(1, row).Bind(2, version).Run();
            return;
        }

        var before = RowBytes.Read("", version, bytes);
        Replace(row, version, before.Columns.With(columns), before.Document.Span);
    }

    public void Delete(long row) => _delete.Bind(1, row).Run();
}
