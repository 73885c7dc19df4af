using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Erasing;

/// <summary>The receipts of a tenant group's erasures. Every method throws <see cref="StorageException"/> where the store fails.</summary>
public sealed class ErasureReceipts(ITable table)
{
    /// <summary>A page of the receipts, the newest first.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="after">The position that an earlier page gave; null for the first.</param>
    /// <param name="count">The most receipts: 1 to 1,000.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<PeoplePage<ErasureReceipt>> ListAsync(TenantGroup group, string? after, int count, CancellationToken cancellation)
    {
        var range = RowRange.Prefix(RowKeys.Erasures, count);
        var page = await table.ReadAsync(group.Id, after is null ? range : range.After(after), cancellation);
        return new PeoplePage<ErasureReceipt>(
            [.. page.Rows.Select(row => ErasureJson.Read(row.Document))], page.More && page.Rows.Count > 0 ? page.Rows[^1].Key : null);
    }

    /// <summary>Keeps a receipt in the place of what says that the erasure is under way.</summary>
    /// <returns>The receipt; that of another who completed the same erasure first.</returns>
    internal async Task<ErasureReceipt> KeepAsync(string partition, ErasureReceipt receipt, string openKey)
    {
        var key = RowKeys.Erasure(receipt.Id);
        RowChange[] changes = [new InsertRow(key, Columns.None, ErasureJson.Write(receipt)), new DeleteRow(openKey)];
        return await table.CommitAsync(partition, changes, CancellationToken.None) is Committed
            ? receipt
            : await table.FindAsync(partition, key, CancellationToken.None) is { } row
                ? ErasureJson.Read(row.Document)
                : throw new StorageException("The receipt of an erasure could not be kept.", outcomeUnknown: false);
    }
}
