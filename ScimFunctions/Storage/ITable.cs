namespace ScimFunctions.Storage;

/// <summary>
/// A partitioned, ordered table: all that the directory asks of a store. Rows of one partition are ordered by the
/// ordinal order of their keys and change in atomic batches. Keys are characters 0x21 to 0x7E without <c>/ \ # ? %</c>, at most
/// 512 characters; partitions are ASCII letters, digits and <c>-</c>, at most 64.
/// Every method throws <see cref="StorageException"/> where the store cannot be reached or fails.
/// </summary>
public interface ITable
{
    /// <summary>The row with that key, or null.</summary>
    ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation);

    /// <summary>One page of a range of keys, in ascending order.</summary>
    ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation);

    /// <summary>
    /// Makes 1 to 100 changes of different rows of one partition, all or none, and answers once they are durable.
    /// Cancellation is heeded until the batch is on its way, not after.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation);

    /// <summary>Throws <see cref="StorageException"/> unless the store answers. Reads and writes nothing.</summary>
    ValueTask PingAsync(CancellationToken cancellation);
}
