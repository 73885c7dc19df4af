namespace ScimFunctions.Storage;

/// <summary>A table that takes very many new rows at once, faster than batches, while nobody else writes to it.</summary>
public interface IBulkTable : ITable
{
    /// <summary>Inserts rows of one partition, all or none, and answers once they are durable. Other writers wait, or fail.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="rows">The rows, some at a time, in any order; read once, and not to the end where it fails.</param>
    /// <param name="cancellation">Ends it, and then nothing was inserted.</param>
    /// <returns>False where a key is there already or stands twice, and nothing was inserted.</returns>
    /// <exception cref="StorageException">The store failed, and nothing was inserted.</exception>
    Task<bool> TryLoadAsync(string partition, IAsyncEnumerable<IReadOnlyList<InsertRow>> rows, CancellationToken cancellation);
}
