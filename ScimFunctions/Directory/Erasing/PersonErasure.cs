using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Erasing;

/// <summary>
/// Erases a person: the user with all its rows, what keeps its id from others, and what the journal and the log tell of it.
/// Every step may be done twice, and a row says that it is under way, so whoever repeats the request carries on one that broke off,
/// or that is too long for one go; <see cref="CarryOnAsync"/> does so for those that nobody asks for.
/// </summary>
public sealed class PersonErasure(
    ITable table, UserDirectory users, ErasureReceipts receipts, Counts counts, RequestLog log, TimeProvider time, int mostRows = PersonErasure.MostRows)
{
    /// <summary>How many rows of the journal and the log are gone through in one go: some seconds.</summary>
    public const int MostRows = 50_000;

    private const string ReceiptColumn = "receipt", RowsColumn = "rows", EntriesColumn = "entries", RequestsColumn = "requests";

    /// <summary>Erases the user of an id, or of an extern_uid, whether it is there or was deleted.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="userId">The id; null where the extern_uid is given.</param>
    /// <param name="externUid">The extern_uid; null where the id is given.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <returns>The receipt, which may be pending; null where there is no such person.</returns>
    /// <exception cref="ScimException">409: it is the last owner; 503 where others kept changing the user.</exception>
    /// <exception cref="StorageException">The store failed; repeating the request carries on.</exception>
    public async Task<ErasureReceipt?> EraseAsync(
        TenantGroup group, string? userId, string? externUid, ChangeContext context, CancellationToken cancellation)
    {
        var subject = userId is not null
            ? await ErasureSubject.OfIdAsync(table, group.Id, userId, cancellation)
            : await ErasureSubject.OfExternUidAsync(table, group.Id, externUid!, cancellation);
        if (subject is null)
        {
            return null;
        }

        var rows = await DeleteAsync(group, subject, context, cancellation);
        return await FinishAsync(subject, await OpenAsync(subject, rows, cancellation), cancellation);
    }

    /// <summary>Carries on the erasures that are under way in a tenant group, each for one go.</summary>
    /// <exception cref="StorageException">The store failed; what is left is done the next time.</exception>
    public async Task CarryOnAsync(TenantGroup group, CancellationToken cancellation)
    {
        var page = await table.ReadAsync(group.Id, RowRange.Prefix(RowKeys.OpenErasures, 100), cancellation);
        foreach (var open in page.Rows)
        {
            await FinishAsync(new ErasureSubject(group.Id, open.Columns.GetString(ColumnNames.UserId)!), open, cancellation);
        }
    }

    private async Task<ErasureReceipt> FinishAsync(ErasureSubject subject, Row open, CancellationToken cancellation)
    {
        var receiptId = open.Columns.GetString(ReceiptColumn)!;
        var erased = new ErasedRows(subject, subject.HasChosenId ? ErasureSubject.Alias(receiptId) : subject.Id);
        await ForgetIdAsync(subject);
        await counts.ForgetAsync(subject.Partition, RowKeys.Users, subject.Id, cancellation);

        var erasure = new RowErasure(table, subject.Partition, open, mostRows, time);
        var entries = await erasure.RunAsync(RowKeys.Journals, EntriesColumn, erased.OfJournal, cancellation);
        await log.FlushAsync();
        var requests = await erasure.RunAsync(RowKeys.Requests, RequestsColumn, erased.OfRequests, cancellation);

        var exports = await table.KeysAsync(subject.Partition, RowKeys.Exports, cancellation);
        var receipt = new ErasureReceipt
        {
            Id = receiptId,
            IsPending = erasure.IsUnfinished,
            At = time.GetUtcNow(),
            UserId = subject.HasChosenId ? null : subject.Id,
            RowsErased = (int)(open.Columns.GetInt64(RowsColumn) ?? 0),
            JournalEntriesErased = entries,
            LogEntriesErased = requests,
            Exports = exports.ConvertAll(key => key[RowKeys.Exports.Length..]),
        };
        return receipt.IsPending ? receipt : await receipts.KeepAsync(subject.Partition, receipt, subject.OpenKey);
    }

    private async Task<int> DeleteAsync(TenantGroup group, ErasureSubject subject, ChangeContext context, CancellationToken cancellation)
    {
        if (await users.FindAsync(group, subject.Id, cancellation) is not { } user)
        {
            return 0;
        }

        var index = new UserIndex(user.Id, user.ToResource(), user.Active, context.Catalog.User);
        var groups = await table.KeysAsync(group.Id, RowKeys.MemberOfAny(user.Id), cancellation);
        try
        {
            await users.DeleteAsync(group, user.Id, default, context, cancellation);
        }
        catch (ScimException exception) when (exception.Error.Status == 404)
        {
            // Another was first.
            return 0;
        }

        // The user, its membership, its index, and its edges with their reverses.
        return 2 + index.Deletes().Count() + (2 * groups.Count);
    }

    /// <summary>The row that says that the erasure is under way: that of an earlier one that broke off, else a new one.</summary>
    private async Task<Row> OpenAsync(ErasureSubject subject, int rows, CancellationToken cancellation)
    {
        while (true)
        {
            if (await table.FindAsync(subject.Partition, subject.OpenKey, cancellation) is { } row)
            {
                return row;
            }

            var taken = await table.FindAsync(subject.Partition, RowKeys.TakenId(subject.Id), cancellation);
            List<Column> columns =
            [
                new(ReceiptColumn, RowKeys.NewErasureId(time.GetUtcNow())),
                new(ColumnNames.UserId, subject.Id),
                new(RowsColumn, (long)rows),
            ];
            if (taken?.Columns.GetString(ColumnNames.ExternUid) is { } externUid)
            {
                columns.Add(new(ColumnNames.ExternUid, ErasureSubject.HashOf(subject.Partition, externUid)));
            }

            if (!await PartitionFence.PutAsync(table, subject.Partition, new InsertRow(subject.OpenKey, Columns.Of([.. columns]), default), cancellation))
            {
                throw new StorageException("The tenant group was removed.", outcomeUnknown: false);
            }
        }
    }

    /// <summary>Leaves of the row that keeps the id from others no more than that, and nothing where the client had chosen it.</summary>
    private async Task ForgetIdAsync(ErasureSubject subject)
    {
        var key = RowKeys.TakenId(subject.Id);
        RowChange change = subject.HasChosenId ? new DeleteRow(key) : new UpsertRow(key, Columns.None, default);
        await table.CommitAsync(subject.Partition, [change, new TouchRow(subject.OpenKey, Columns.None)], CancellationToken.None);
    }
}
