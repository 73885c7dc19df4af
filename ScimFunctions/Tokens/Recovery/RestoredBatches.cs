using ScimFunctions.Storage;

namespace ScimFunctions.Tokens.Recovery;

/// <summary>Writes rows as they were, in batches, some at a time. A repetition writes the same again.</summary>
internal sealed class RestoredBatches(ITable table, int atOnce, int mostBytes)
{
    private const int MostRows = 100;

    private readonly List<Task> _underWay = [];
    private readonly List<RowChange> _batch = [];
    private string _partition = "";
    private int _bytes;

    /// <summary>Takes one more row.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask AddAsync(string partition, Row row, CancellationToken cancellation)
    {
        var size = row.Document.Length + row.Columns.Encoded.Length;
        if (_batch.Count == MostRows || _bytes + size > mostBytes || partition != _partition)
        {
            await SendAsync(cancellation);
            _partition = partition;
        }

        _batch.Add(new UpsertRow(row.Key, row.Columns, row.Document));
        _bytes += size;
    }

    /// <summary>Waits until all are durable.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await SendAsync(cancellation);
        await Task.WhenAll(_underWay);
        _underWay.Clear();
    }

    private async ValueTask SendAsync(CancellationToken cancellation)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        if (_underWay.Count == atOnce)
        {
            var done = await Task.WhenAny(_underWay);
            _underWay.Remove(done);
            await done;
        }

        _underWay.Add(table.CommitAsync(_partition, [.. _batch], cancellation).AsTask());
        _batch.Clear();
        _bytes = 0;
    }
}
