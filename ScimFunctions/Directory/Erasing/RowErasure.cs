using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Erasing;

/// <summary>Goes through all rows of a kind and replaces those that tell of a person.</summary>
/// <param name="table">The store.</param>
/// <param name="partition">The tenant group.</param>
/// <param name="openKey">The row of the erasure, which counts what was erased in the batch that erases it.</param>
/// <param name="time">The clock.</param>
internal sealed class RowErasure(ITable table, string partition, string openKey, TimeProvider time)
{
    private const int PageSize = BatchRules.MaxChanges - 1;

    /// <summary>Replaces rows, and answers how many entries that made, those of an earlier attempt included.</summary>
    /// <param name="prefix">What their keys begin with.</param>
    /// <param name="column">The column of the erasure's row that counts them.</param>
    /// <param name="before">How many it says already.</param>
    /// <param name="erase">Gives what takes a row's place, and how many entries of it change; null where it tells nothing.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    public async Task<int> RunAsync(
        string prefix, string column, long before, Func<Row, (RowChange Change, int Entries)?> erase, CancellationToken cancellation)
    {
        var range = RowRange.Prefix(prefix, PageSize);
        var attempt = 0;
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            var erased = page.Rows.Select(erase).OfType<(RowChange Change, int Entries)>().ToList();
            var entries = before + erased.Sum(static one => one.Entries);
            RowChange[] batch = [.. erased.Select(static one => one.Change), new TouchRow(openKey, Columns.Of(new Column(column, entries)))];
            if (erased.Count > 0 && await table.CommitAsync(partition, batch, cancellation) is not Committed)
            {
                // Others changed or pruned a row: read again.
                await WaitAsync(attempt++, cancellation);
                continue;
            }

            (attempt, before) = (0, entries);
            if (!page.More || page.Rows.Count == 0)
            {
                return (int)before;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }

    private Task WaitAsync(int attempt, CancellationToken cancellation) => attempt < RetryDelay.Attempts
        ? RetryDelay.WaitAsync(attempt, time, cancellation)
        : throw new StorageException("Rows that tell of a person were changed by others each time that they were to be erased.", outcomeUnknown: false);
}
