using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>
/// Which layout the rows of a tenant group have. Layout 2: the row of a deleted user's id names the journal entry with its
/// last state. A version of the server may run beside the one before it, which writes the layout before: the lanes say who
/// writes which, and the row of the layout names the oldest version that understands what is there.
/// </summary>
/// <param name="Number">The layout that all rows have.</param>
/// <param name="Cursor">How far the journal was read for the step to the layout after it.</param>
/// <param name="Row">The row; null where none was written, as before there were layouts.</param>
public sealed record PartitionLayout(int Number, JournalCursor? Cursor, Row? Row)
{
    /// <summary>The layout that this version writes.</summary>
    public const int Current = 2;

    /// <summary>The layout before there was a row that names it.</summary>
    public const int First = 1;

    private const string NumberColumn = "layout", ReadableColumn = "readableBy", CursorColumn = "cursor", ClosedColumn = "closed";

    /// <summary>The change that closes the partition of a tenant group that is removed, to versions before this one too.</summary>
    public static UpsertRow Closing { get; } = new(
        RowKeys.Layout, Columns.Of(new(NumberColumn, (long)Current), new(ReadableColumn, long.MaxValue), new(ClosedColumn, true)), default);

    /// <summary>Whether nobody may write into the partition any more, by its row.</summary>
    public static bool IsClosed(Row? row) => row?.Columns.GetBoolean(ClosedColumn) is true;

    /// <summary>The layout of a tenant group.</summary>
    /// <exception cref="StorageException">The store failed; the tenant group was removed; or the rows are a later version's, which
    /// this one does not understand.</exception>
    public static async ValueTask<PartitionLayout> ReadAsync(ITable table, string partition, CancellationToken cancellation) =>
        Of(await table.FindAsync(partition, RowKeys.Layout, cancellation));

    /// <summary>The layout that a row tells of; null where there is none.</summary>
    /// <exception cref="StorageException">The tenant group was removed; or the rows are a later version's.</exception>
    public static PartitionLayout Of(Row? row)
    {
        if (IsClosed(row))
        {
            throw new StorageException("The tenant group was removed.", outcomeUnknown: false);
        }

        if (row?.Columns.GetInt64(ReadableColumn) > Current)
        {
            throw new StorageException(
                $"The tenant group was written by a later version (layout {row.Columns.GetInt64(NumberColumn)}; this one knows {Current}). Run that version.",
                outcomeUnknown: false);
        }

        return row is null
            ? new PartitionLayout(First, null, null)
            : new PartitionLayout(
                (int)(row.Columns.GetInt64(NumberColumn) ?? First),
                row.Columns.GetString(CursorColumn) is { } cursor ? JournalCursor.Parse(cursor) : null,
                row);
    }

    /// <summary>The change that leaves the layout as it is, if nobody has closed the partition since; where there is none yet, and
    /// nothing was written, it is the present one.</summary>
    public RowChange Kept(bool isNew) => To(Row is null && isNew ? Current : Number, Cursor);

    /// <summary>The change that sets the layout, if nobody else has since it was read.</summary>
    /// <param name="number">The layout that all rows have.</param>
    /// <param name="cursor">How far the journal was read.</param>
    public RowChange To(int number, JournalCursor? cursor)
    {
        List<Column> columns = [new(NumberColumn, (long)number), new(ReadableColumn, (long)First)];
        if (cursor is not null)
        {
            columns.Add(new(CursorColumn, cursor.ToString()));
        }

        return Row is null
            ? new InsertRow(RowKeys.Layout, Columns.Of([.. columns]), default)
            : new ReplaceRow(RowKeys.Layout, Row.ETag, Columns.Of([.. columns]), default);
    }
}
