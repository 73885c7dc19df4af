using System.Security.Cryptography;
using System.Text.Json;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Nesting;

/// <summary>The row that a <see cref="NestingGraph"/> is stored in: an object of the ids of what each group is in, and beside it
/// the changes of members that are being made.</summary>
internal static class NestingRow
{
    private const string Deletion = "d", Members = "m";

    /// <summary>The parents of each nested group.</summary>
    public static SortedDictionary<string, SortedSet<string>> Read(Row? row)
    {
        var parents = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        if (row is { Document.IsEmpty: false })
        {
            using var json = JsonDocument.Parse(row.Document);
            foreach (var child in json.RootElement.EnumerateObject())
            {
                parents.Add(child.Name, new(child.Value.EnumerateArray().Select(parent => parent.GetString()!), StringComparer.Ordinal));
            }
        }

        return parents;
    }

    /// <summary>The changes of members that are being made, by group.</summary>
    public static SortedDictionary<string, PendingIntent> ReadPending(Row? row)
    {
        var pending = new SortedDictionary<string, PendingIntent>(StringComparer.Ordinal);
        foreach (var entry in row?.Columns.GetString(ColumnNames.Pending)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var parts = entry.Split(':');
            pending.Add(parts[1], new PendingIntent(parts[1], parts[2], parts[0] == Deletion));
        }

        return pending;
    }

    /// <summary>What is the same for the same nestings.</summary>
    public static string Hash(Row row) => Convert.ToHexStringLower(SHA256.HashData(row.Document.Span).AsSpan(..6));

    /// <summary>The change that puts them in the place of the version that was read, or null where there was none.</summary>
    public static RowChange Change(
        SortedDictionary<string, SortedSet<string>> nested, IReadOnlyCollection<PendingIntent> pending, string? version)
    {
        using var buffer = new PooledBuffer(1024);
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.Options);
        writer.WriteStartObject();
        foreach (var (child, parents) in nested)
        {
            writer.WriteStartArray(child);
            foreach (var parent in parents)
            {
                writer.WriteStringValue(parent);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.Flush();
        var document = buffer.Written.ToArray();
        return version is null
            ? new InsertRow(RowKeys.Nesting, Print(pending), document)
            : new ReplaceRow(RowKeys.Nesting, version, Print(pending), document);
    }

    // Ids hold neither colons nor spaces.
    private static Columns Print(IReadOnlyCollection<PendingIntent> pending) => pending.Count == 0 ? Columns.None : Columns.Of(new Column(
        ColumnNames.Pending, string.Join(' ', pending.Select(intent => $"{(intent.IsDeletion ? Deletion : Members)}:{intent.Group}:{intent.Id}"))));
}
