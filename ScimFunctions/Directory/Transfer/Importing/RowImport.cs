using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>
/// Commits the rows of lines, many lines in one batch and several batches at once. A batch that meets a row is made line by
/// line: what is there is passed over, so that an import can be repeated.
/// </summary>
internal sealed class RowImport(ITable table, string partition, ImportReport report, TimeProvider time)
{
    private const int AtOnce = 16;

    // Of which a batch has at most 100, and 4 MiB.
    private const int MostRows = 96, MostBytes = 1024 * 1024;

    /// <summary>Commits all.</summary>
    /// <exception cref="StorageException">The store failed again and again.</exception>
    public Task RunAsync(IEnumerable<ImportedRows> lines, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        return Parallel.ForEachAsync(Batches(lines), options, async (batch, stop) => await CommitAsync(batch, stop));
    }

    private static IEnumerable<List<ImportedRows>> Batches(IEnumerable<ImportedRows> lines)
    {
        var batch = new List<ImportedRows>();
        var (rows, bytes) = (0, 0);
        foreach (var line in lines)
        {
            var size = line.Changes.Sum(change => (change as InsertRow)?.Document.Length ?? 0);
            if (batch.Count > 0 && (rows + line.Changes.Count > MostRows || bytes + size > MostBytes))
            {
                yield return batch;
                batch = [];
                (rows, bytes) = (0, 0);
            }

            batch.Add(line);
            (rows, bytes) = (rows + line.Changes.Count, bytes + size);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private async Task CommitAsync(List<ImportedRows> batch, CancellationToken cancellation)
    {
        if (batch.Count > 1 && await TryAsync(batch, cancellation) is Committed)
        {
            report.Add(batch.Aggregate(Exporting.ExportCounts.None, (counts, line) => counts + CountOf(line)));
            return;
        }

        foreach (var line in batch)
        {
            await CommitAsync(line, cancellation);
        }
    }

    private async Task CommitAsync(ImportedRows line, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            switch (await TryAsync([line], cancellation))
            {
                case Committed:
                    report.Add(CountOf(line));
                    return;
                case Conflicted conflict:
                    await MetAsync(line, line.Changes[conflict.Index], cancellation);
                    return;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        throw new StorageException("The store failed again and again. Repeat the import: it goes on with what is missing.", outcomeUnknown: false);
    }

    /// <summary>Commits lines together; null where the store failed, and what is there is found out by the next attempt.</summary>
    private async Task<CommitResult?> TryAsync(IReadOnlyList<ImportedRows> lines, CancellationToken cancellation)
    {
        var changes = lines.SelectMany(line => line.Changes).ToList();
        if (changes.DistinctBy(change => change.Key, StringComparer.Ordinal).Count() < changes.Count)
        {
            // Two lines have a value that must be unique: one by one, the second meets the first.
            return null;
        }

        try
        {
            return await table.CommitAsync(partition, changes, cancellation);
        }
        catch (StorageException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task MetAsync(ImportedRows line, RowChange refused, CancellationToken cancellation)
    {
        if (await table.FindAsync(partition, line.Changes[0].Key, cancellation) is not null)
        {
            report.WasThere();
            return;
        }

        var row = await table.FindAsync(partition, refused.Key, cancellation);
        var owner = row?.Columns.GetString(ColumnNames.UserId) ?? row?.Columns.GetString(ColumnNames.GroupId);
        report.Failed(
            line.Line, $"{line.UniqueAttributeOf(refused.Key) ?? "A value"} must be unique, and the resource with id {owner ?? "unknown"} has this value. Change one of them, and repeat the import.");
    }

    /// <summary>What a line makes.</summary>
    public static Exporting.ExportCounts CountOf(ImportedRows line) => line.Changes[0].Key switch
    {
        var key when key.StartsWith(RowKeys.Users, StringComparison.Ordinal) => new(1, 0, 0, 0),
        var key when key.StartsWith(RowKeys.Groups, StringComparison.Ordinal) => new(0, 0, 1, 0),
        _ => new(0, 1, 0, 0),
    };
}
