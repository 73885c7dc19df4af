using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Erasing;

/// <summary>Goes through all rows of a kind and replaces those that tell of a person; where there are too many for one go, it
/// keeps its place, and a later one carries on from there.</summary>
/// <param name="table">The store.</param>
/// <param name="partition">The tenant group.</param>
/// <param name="open">The row of the erasure, which counts what was erased in the batch that erases it, and holds the place.</param>
/// <param name="most">How many rows are gone through in one go.</param>
/// <param name="time">The clock.</param>
internal sealed class RowErasure(ITable table, string partition, Row open, int most, TimeProvider time)
{
    private const int PageSize = BatchRules.MaxChanges - 1;

    private const string PlaceColumn = "place";

    private readonly string? _place = open.Columns.GetString(PlaceColumn);
    private int _seen;

    /// <summary>Whether rows are left for another go.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>Replaces rows, and answers how many entries that made, those of earlier goes and attempts included. Kinds come in
    /// the order of their keys; one that an earlier go came past is not gone through again.</summary>
    /// <param name="prefix">What their keys begin with.</param>
    /// <param name="column">The column of the erasure's row that counts them.</param>
    /// <param name="erase">Gives what takes a row's place, and how many entries of it change; null where it tells nothing.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    public async Task<int> RunAsync(string prefix, string column, Func<Row, (RowChange Change, int Entries)?> erase, CancellationToken cancellation)
    {
        var before = open.Columns.GetInt64(column) ?? 0;
        if (IsUnfinished || string.CompareOrdinal(_place, prefix + "~") > 0)
        {
            return (int)before;
        }

        var range = RowRange.Prefix(prefix, PageSize);
        range = _place is not null && _place.StartsWith(prefix, StringComparison.Ordinal) ? range.After(_place) : range;
        var attempt = 0;
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            var erased = page.Rows.Select(erase).OfType<(RowChange Change, int Entries)>().ToList();
            var entries = before + erased.Sum(static one => one.Entries);
            RowChange[] batch = [.. erased.Select(static one => one.Change), new TouchRow(open.Key, Columns.Of(new Column(column, entries)))];
            if (erased.Count > 0 && await table.CommitAsync(partition, batch, cancellation) is not Committed)
            {
                // Others changed or pruned a row: read again.
                await WaitAsync(attempt++, cancellation);
                continue;
            }

            (attempt, before, _seen) = (0, entries, _seen + page.Rows.Count);
            if (!page.More || page.Rows.Count == 0)
            {
                return (int)before;
            }

            var place = page.Rows[^1].Key;
            if (_seen >= most)
            {
                await table.CommitAsync(partition, [new TouchRow(open.Key, Columns.Of(new Column(PlaceColumn, place)))], cancellation);
                IsUnfinished = true;
                return (int)before;
            }

            range = range.After(place);
        }
    }

    private Task WaitAsync(int attempt, CancellationToken cancellation) => attempt < RetryDelay.Attempts
        ? RetryDelay.WaitAsync(attempt, time, cancellation)
        : throw new StorageException("Rows that tell of a person were changed by others each time that they were to be erased.", outcomeUnknown: false);
}
