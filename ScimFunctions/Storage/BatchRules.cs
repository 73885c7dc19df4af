using System.Buffers;

namespace ScimFunctions.Storage;

/// <summary>What every adapter asks of a batch before it sends it, so that both refuse the same ones.</summary>
internal static class BatchRules
{
    /// <summary>The most changes of one batch.</summary>
    public const int MaxChanges = 100;

    /// <summary>The most bytes of a row's document: what Azure Tables takes, with room for its columns.</summary>
    public const int MaxDocumentBytes = 512 * 1024;

    private const int MaxKeyLength = 512, MaxPartitionLength = 64, MaxPageSize = 1000;

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(
        Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Where(character => !@"/\#?%".Contains(character)).ToArray());

    private static readonly SearchValues<char> PartitionCharacters = SearchValues.Create(
        "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <exception cref="ArgumentException">The partition, a key or the number of changes is not as <see cref="ITable"/>
    /// says, a row stands twice, or a document is too large.</exception>
    public static void Check(string partition, IReadOnlyList<RowChange> changes)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(changes);
        if (partition.Length is 0 or > MaxPartitionLength || partition.AsSpan().ContainsAnyExcept(PartitionCharacters))
        {
            throw new ArgumentException("A partition is 1 to 64 ASCII letters, digits and hyphens.", nameof(partition));
        }

        if (changes.Count is 0 or > MaxChanges)
        {
            throw new ArgumentException($"A batch has 1 to {MaxChanges} changes, not {changes.Count}.", nameof(changes));
        }

        for (var index = 0; index < changes.Count; index++)
        {
            CheckChange(changes[index], index);
        }

        CheckDifferent(changes);
    }

    /// <exception cref="ArgumentException">The page size is not 1 to 1,000.</exception>
    public static void Check(RowRange range)
    {
        if (range.PageSize is < 1 or > MaxPageSize)
        {
            throw new ArgumentException($"A page has 1 to {MaxPageSize} rows, not {range.PageSize}.", nameof(range));
        }
    }

    private static void CheckChange(RowChange change, int index)
    {
        if (change.Key.Length is 0 or > MaxKeyLength || change.Key.AsSpan().ContainsAnyExcept(KeyCharacters))
        {
            throw new ArgumentException($"The key of change {index} is not 1 to {MaxKeyLength} of the characters of keys.", nameof(change));
        }

        var document = change switch
        {
            InsertRow insert => insert.Document.Length,
            ReplaceRow replace => replace.Document.Length,
            UpsertRow upsert => upsert.Document.Length,
            _ => 0,
        };
        if (document > MaxDocumentBytes)
        {
            throw new ArgumentException($"The document of change {index} has more than {MaxDocumentBytes} bytes.", nameof(change));
        }
    }

    private static void CheckDifferent(IReadOnlyList<RowChange> changes)
    {
        // Most batches are a handful of rows, where comparing each with each is cheaper than a set.
        var seen = changes.Count > 8 ? new HashSet<string>(changes.Count, StringComparer.Ordinal) : null;
        for (var index = 0; index < changes.Count; index++)
        {
            var twice = seen is null ? StandsBefore(changes, index) : !seen.Add(changes[index].Key);
            if (twice)
            {
                throw new ArgumentException($"Change {index} is of a row that the batch changes already.", nameof(changes));
            }
        }
    }

    private static bool StandsBefore(IReadOnlyList<RowChange> changes, int index)
    {
        for (var earlier = 0; earlier < index; earlier++)
        {
            if (string.Equals(changes[earlier].Key, changes[index].Key, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
