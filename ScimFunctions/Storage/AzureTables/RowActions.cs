using System.Diagnostics;
using Azure;
using Azure.Data.Tables;

namespace ScimFunctions.Storage.AzureTables;

/// <summary>Changes of rows as the actions of an entity-group transaction.</summary>
internal static class RowActions
{
    public static List<TableTransactionAction> Of(string partition, IReadOnlyList<RowChange> changes) =>
        [.. changes.Select(change => Of(partition, change))];

    /// <summary>The first change whose ETag no row of this table can have, or null.</summary>
    public static int? FindForeignETag(IReadOnlyList<RowChange> changes)
    {
        for (var index = 0; index < changes.Count; index++)
        {
            var etag = changes[index] switch
            {
                ReplaceRow replace => replace.ETag,
                DeleteUnchangedRow delete => delete.ETag,
                _ => null,
            };
            if (etag is not null && RowETag.Parse(etag) is null)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>Whether the change leaves no row, and so no ETag.</summary>
    public static bool IsDeletion(RowChange change) => change is DeleteRow or DeleteUnchangedRow;

    private static TableTransactionAction Of(string partition, RowChange change) => change switch
    {
        InsertRow insert =>
            new(TableTransactionActionType.Add, RowEntity.Write(partition, insert.Key, insert.Columns, insert.Document)),
        ReplaceRow replace =>
            new(TableTransactionActionType.UpdateReplace, RowEntity.Write(partition, replace.Key, replace.Columns, replace.Document), RowETag.Parse(replace.ETag)!.Value),
        UpsertRow upsert =>
            new(TableTransactionActionType.UpsertReplace, RowEntity.Write(partition, upsert.Key, upsert.Columns, upsert.Document)),
        TouchRow touch =>
            new(TableTransactionActionType.UpdateMerge, RowEntity.Write(partition, touch.Key, touch.Columns, default), ETag.All),
        DeleteRow delete =>
            new(TableTransactionActionType.Delete, new TableEntity(partition, delete.Key), ETag.All),
        DeleteUnchangedRow delete =>
            new(TableTransactionActionType.Delete, new TableEntity(partition, delete.Key), RowETag.Parse(delete.ETag)!.Value),
        _ => throw new UnreachableException(),
    };
}
