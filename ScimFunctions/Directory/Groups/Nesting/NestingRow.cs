using System.Text.Json;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Nesting;

/// <summary>The row that a <see cref="NestingGraph"/> is stored in: an object of the ids of what each group is in.</summary>
internal static class NestingRow
{
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

    /// <summary>The change that puts them in the place of the version that was read, or null where there was none.</summary>
    public static RowChange Change(SortedDictionary<string, SortedSet<string>> nested, string? version)
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
            ? new InsertRow(RowKeys.Nesting, Columns.None, document)
            : new ReplaceRow(RowKeys.Nesting, version, Columns.None, document);
    }
}
