namespace ScimFunctions.Storage.Embedded;

/// <summary>Writes rows with their bytes, which stand beside the key or, when large, among the documents.</summary>
internal sealed class RowWriter(Connection connection)
{
    private const int Partition = 1, Key = 2, RowVersion = 3, Inline = 4, DocumentId = 5;

    private readonly Statement _insert = connection.Prepare("INSERT INTO rows (p, k, v, b, d) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _update = connection.Prepare("UPDATE rows SET v = ?3, b = ?4, d = ?5 WHERE p = ?1 AND k = ?2");
    private readonly Statement _touch = connection.Prepare("UPDATE rows SET v = ?3 WHERE p = ?1 AND k = ?2");
    private readonly Statement _inline = connection.Prepare("SELECT b FROM rows WHERE p = ?1 AND k = ?2");
    private readonly Statement _document = connection.Prepare("SELECT b FROM documents WHERE id = ?1");
    private readonly Statement _addDocument = connection.Prepare("INSERT INTO documents (b) VALUES (?1)");
    private readonly Statement _setDocument = connection.Prepare("UPDATE documents SET b = ?2 WHERE id = ?1");
    private readonly Statement _dropDocument = connection.Prepare("DELETE FROM documents WHERE id = ?1");

    private byte[] _buffer = new byte[4096];

    public void Insert(long partition, string key, long version, Columns columns, ReadOnlySpan<byte> document)
    {
        var bytes = RowBytes.Write(columns, document, ref _buffer);
        Run(_insert, partition, key, version, bytes, bytes.Length > Layout.MaxInlineBytes ? AddDocument(bytes) : null);
    }

    /// <summary>Replaces the whole of a row, whose bytes now stand in that document or, with null, beside its key.</summary>
    public void Replace(long partition, string key, long version, Columns columns, ReadOnlySpan<byte> document, long? documentId)
    {
        var bytes = RowBytes.Write(columns, document, ref _buffer);
        switch (bytes.Length > Layout.MaxInlineBytes, documentId)
        {
            case (true, { } id):
                _setDocument.Bind(1, id).Bind(2, bytes).Run();
                _touch.Bind(Partition, partition).Bind(Key, key).Bind(RowVersion, version).Run();
                break;
            case (true, null):
                Run(_update, partition, key, version, bytes, AddDocument(bytes));
                break;
            default:
                DropDocument(documentId);
                Run(_update, partition, key, version, bytes, null);
                break;
        }
    }

    /// <summary>Sets columns of a row and leaves its others and its document.</summary>
    public void Merge(long partition, string key, long version, Columns columns, long? documentId)
    {
        var statement = documentId is { } id ? _document.Bind(1, id) : _inline.Bind(1, partition).Bind(2, key);
        statement.Step();
        var row = RowBytes.Read(key, version, statement.GetBytes(0));
        statement.Reset();
        var merged = row.Columns.ToList().ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var column in columns.ToList())
        {
            merged[column.Name] = column;
        }

        Replace(partition, key, version, Columns.Of([.. merged.Values]), row.Document.Span, documentId);
    }

    public void DropDocument(long? documentId)
    {
        if (documentId is { } id)
        {
            _dropDocument.Bind(1, id).Run();
        }
    }

    private long AddDocument(ReadOnlySpan<byte> bytes)
    {
        _addDocument.Bind(1, bytes).Run();
        return connection.LastInsertedId;
    }

    private static void Run(Statement statement, long partition, string key, long version, ReadOnlySpan<byte> bytes, long? documentId)
    {
        statement.Bind(Partition, partition).Bind(Key, key).Bind(RowVersion, version);
        if (documentId is { } id)
        {
            statement.BindNull(Inline).Bind(DocumentId, id);
        }
        else
        {
            statement.Bind(Inline, bytes).BindNull(DocumentId);
        }

        statement.Run();
    }
}
