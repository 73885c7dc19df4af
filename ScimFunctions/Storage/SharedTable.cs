namespace ScimFunctions.Storage;

/// <summary>
/// A table that others write to meanwhile, so that it is never loaded at once: an <see cref="IBulkTable"/> makes its whole index
/// anew for that, and keeps all other writers waiting.
/// </summary>
/// <param name="table">The table.</param>
public sealed class SharedTable(ITable table) : ITable
{
    /// <inheritdoc/>
    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) => table.FindAsync(partition, key, cancellation);

    /// <inheritdoc/>
    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) => table.ReadAsync(partition, range, cancellation);

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
        table.CommitAsync(partition, changes, cancellation);

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancellation) => table.PingAsync(cancellation);
}
