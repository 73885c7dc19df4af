using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure.Data.Tables;

namespace ScimFunctions.Storage.AzureTables;

/// <summary>
/// A row as an entity: each column is a property of its type; the document stands in binary properties <c>_0</c>,
/// <c>_1</c> and so on of up to 64 KiB, whose names no column has.
/// </summary>
internal static class RowEntity
{
    private const int MaxBinary = 64 * 1024;

    public static TableEntity Write(string partition, string key, Columns columns, ReadOnlyMemory<byte> document)
    {
        var entity = new TableEntity(partition, key);
        foreach (var column in columns.ToList())
        {
            entity[column.Name] = column.Value;
        }

        for (var part = 0; part * MaxBinary < document.Length; part++)
        {
            var start = part * MaxBinary;
            entity[PartName(part)] = document.Slice(start, Math.Min(MaxBinary, document.Length - start)).ToArray();
        }

        return entity;
    }

    // The client library makes entities by reflection, which ahead-of-time compilation would strip.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(TableEntity))]
    public static Row Read(TableEntity entity)
    {
        var columns = new List<Column>(entity.Count);
        foreach (var (name, value) in entity)
        {
            if (IsColumn(name) && value is string or bool or long)
            {
                columns.Add(new Column(name, value));
            }
        }

        return new Row(
            entity.RowKey,
            RowETag.Print(entity.ETag),
            columns.Count == 0 ? Columns.None : Columns.Of([.. columns]),
            ReadDocument(entity));
    }

    private static ReadOnlyMemory<byte> ReadDocument(TableEntity entity)
    {
        if (entity.GetBinary(PartName(1)) is null)
        {
            return entity.GetBinary(PartName(0));
        }

        using var document = new MemoryStream(4 * MaxBinary);
        for (var part = 0; entity.GetBinary(PartName(part)) is { } bytes; part++)
        {
            document.Write(bytes);
        }

        return document.GetBuffer().AsMemory(0, (int)document.Length);
    }

    private static bool IsColumn(string name) =>
        name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag") && !name.StartsWith("odata.", StringComparison.Ordinal);

    private static string PartName(int part) => string.Create(CultureInfo.InvariantCulture, $"_{part}");
}
