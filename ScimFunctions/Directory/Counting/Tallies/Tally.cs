using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Counting.Tallies;

/// <summary>
/// A row that lists the latest resources that were made and deleted, until they are added to the buckets. Only one change
/// at a time has it, so that writers at once do not wait for each other: each takes another tally.
/// </summary>
/// <param name="key">The key of the row.</param>
internal sealed class Tally(string key)
{
    /// <summary>How many deltas fill a tally: the row is written anew with each, so it is to stay small.</summary>
    public const int Most = 32;

    private const string AtColumn = "at";

    private byte[] _deltas = [];
    private byte[] _next = [];
    private string? _version;

    public string Key { get; } = key;

    /// <summary>How many deltas it lists.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the row is known; a new one is taken to be missing.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>When a tally was last written.</summary>
    public static DateTimeOffset WrittenAt(Row row) => DateTimeOffset.FromUnixTimeMilliseconds(row.Columns.GetInt64(AtColumn) ?? 0);

    /// <summary>The change that lists one more delta, to go with a batch. Ends with <see cref="Made"/>,
    /// <see cref="Doubt"/>, or neither where the batch was not made.</summary>
    public RowChange Next(CountDelta delta, DateTimeOffset now)
    {
        _next = delta.AppendTo(_deltas);
        var columns = Columns.Of(new Column(AtColumn, now.ToUnixTimeMilliseconds()));
        return _version is null ? new InsertRow(Key, columns, _next) : new ReplaceRow(Key, _version, columns, _next);
    }

    /// <summary>The batch was made.</summary>
    public void Made(string version)
    {
        (_version, _deltas) = (version, _next);
        Count++;
    }

    /// <summary>Nobody knows how the row stands: it is read before it is used again.</summary>
    public void Doubt() => IsKnown = false;

    /// <summary>Takes the row as it was read; null where there is none.</summary>
    public void Take(Row? row)
    {
        _version = row?.ETag;
        _deltas = row?.Document.ToArray() ?? [];
        Count = CountDelta.Read(_deltas).Count;
        IsKnown = true;
    }
}
