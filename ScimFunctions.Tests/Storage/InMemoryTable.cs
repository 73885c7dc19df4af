using System.Globalization;
using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Storage;

/// <summary>A table in memory that keeps the port's whole contract, for tests of what stands on it.</summary>
internal sealed class InMemoryTable : ITable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<string, Row>> _partitions = new(StringComparer.Ordinal);
    private long _version;

    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CheckPartition(partition);
        CheckKey(key);
        lock (_lock)
        {
            return ValueTask.FromResult(Rows(partition).GetValueOrDefault(key));
        }
    }

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CheckPartition(partition);
        if (range.PageSize is < 1 or > 1000)
        {
            throw new ArgumentException("A page has 1 to 1,000 rows.", nameof(range));
        }

        lock (_lock)
        {
            var found = Rows(partition).Values
                .SkipWhile(row => string.CompareOrdinal(row.Key, range.From) < 0)
                .TakeWhile(row => string.CompareOrdinal(row.Key, range.To) < 0)
                .Take(range.PageSize + 1)
                .Select(row => range.KeysOnly ? Row.OfKey(row.Key) : row)
                .ToList();
            return ValueTask.FromResult(new RowPage([.. found.Take(range.PageSize)], found.Count > range.PageSize));
        }
    }

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CheckPartition(partition);
        if (changes.Count is < 1 or > 100)
        {
            throw new ArgumentException("A batch has 1 to 100 changes.", nameof(changes));
        }

        if (changes.Select(change => change.Key).Distinct(StringComparer.Ordinal).Count() < changes.Count)
        {
            throw new ArgumentException("A row stands twice in the batch.", nameof(changes));
        }

        foreach (var change in changes)
        {
            CheckKey(change.Key);
        }

        lock (_lock)
        {
            var rows = Rows(partition);
            for (var i = 0; i < changes.Count; i++)
            {
                if (Conflict(changes[i], rows.GetValueOrDefault(changes[i].Key)) is { } reason)
                {
                    return ValueTask.FromResult<CommitResult>(new Conflicted(i, reason, Retried: false));
                }
            }

            return ValueTask.FromResult<CommitResult>(new Committed([.. changes.Select(change => Apply(rows, change))]));
        }
    }

    public ValueTask PingAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    private static ConflictReason? Conflict(RowChange change, Row? row) => (change, row) switch
    {
        (InsertRow, not null) => ConflictReason.Exists,
        (ReplaceRow or TouchRow or DeleteRow or DeleteUnchangedRow, null) => ConflictReason.Missing,
        (ReplaceRow replace, { ETag: var etag }) when !string.Equals(replace.ETag, etag, StringComparison.Ordinal) => ConflictReason.Changed,
        (DeleteUnchangedRow delete, { ETag: var etag }) when !string.Equals(delete.ETag, etag, StringComparison.Ordinal) => ConflictReason.Changed,
        _ => null,
    };

    private string Apply(SortedDictionary<string, Row> rows, RowChange change)
    {
        var etag = (++_version).ToString(CultureInfo.InvariantCulture);
        switch (change)
        {
            case InsertRow insert:
                rows[change.Key] = New(insert.Columns, insert.Document);
                return etag;
            case ReplaceRow replace:
                rows[change.Key] = New(replace.Columns, replace.Document);
                return etag;
            case UpsertRow upsert:
                rows[change.Key] = New(upsert.Columns, upsert.Document);
                return etag;
            case TouchRow touch:
                var old = rows[change.Key];
                rows[change.Key] = old with { ETag = etag, Columns = Merge(old.Columns, touch.Columns) };
                return etag;
            default:
                rows.Remove(change.Key);
                return "";
        }

        // The caller's array may be used again; what is stored stays.
        Row New(Columns columns, ReadOnlyMemory<byte> document) =>
            new(change.Key, etag, Columns.Decode(columns.Encoded.ToArray()), document.ToArray());
    }

    private static Columns Merge(Columns old, Columns set)
    {
        var merged = old.ToList().ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var column in set.ToList())
        {
            merged[column.Name] = column;
        }

        return Columns.Of([.. merged.Values]);
    }

    private SortedDictionary<string, Row> Rows(string partition)
    {
        if (!_partitions.TryGetValue(partition, out var rows))
        {
            _partitions[partition] = rows = new(StringComparer.Ordinal);
        }

        return rows;
    }

    private static void CheckPartition(string partition)
    {
        if (partition.Length is 0 or > 64 || !partition.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException("The partition has characters that a table does not take.", nameof(partition));
        }
    }

    private static void CheckKey(string key)
    {
        if (key.Length is 0 or > 512 || !key.All(c => c is >= '!' and <= '~' and not ('/' or '\\' or '#' or '?' or '%')))
        {
            throw new ArgumentException("The key has characters that a table does not take.", nameof(key));
        }
    }
}
