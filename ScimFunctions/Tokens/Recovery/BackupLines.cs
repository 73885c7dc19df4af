using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens.Recovery;

/// <summary>The lines of a backup: a head, a partition and its rows, secrets, and at the end the rows of the directory, so
/// that nothing is found before all of it is there.</summary>
internal static class BackupLines
{
    public const string Head = "backup", Partition = "partition", Secret = "secret", Value = "value", End = "end";

    /// <summary>The version of the format.</summary>
    public const int Format = 1;

    private const string Key = "k", Columns = "c", Document = "d";

    /// <summary>A line of these members.</summary>
    public static string Write(JsonObject line) => line.ToJsonString();

    /// <summary>The line of a row.</summary>
    public static string Write(Row row)
    {
        var columns = new JsonObject();
        foreach (var (name, value) in row.Columns.ToList())
        {
            columns[name] = value switch
            {
                string text => JsonValue.Create(text),
                bool flag => JsonValue.Create(flag),
                _ => JsonValue.Create((long)value),
            };
        }

        return Write(new JsonObject { [Key] = row.Key, [Columns] = columns, [Document] = Convert.ToBase64String(row.Document.Span) });
    }

    /// <summary>A line, read.</summary>
    /// <exception cref="InvalidDataException">It is none of a backup.</exception>
    public static JsonObject Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RecoveryJson.Default.JsonObject) ?? throw NoLine(null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw NoLine(exception);
        }
    }

    /// <summary>The row of a line; null where the line is of another kind.</summary>
    /// <exception cref="InvalidDataException">The line is none of a backup.</exception>
    public static Row? RowOf(JsonObject line)
    {
        if (!line.ContainsKey(Key))
        {
            return null;
        }

        try
        {
            var columns = line[Columns]!.AsObject().Select(column => new Column(column.Key, column.Value!.GetValueKind() switch
            {
                JsonValueKind.String => column.Value.GetValue<string>(),
                JsonValueKind.Number => column.Value.GetValue<long>(),
                _ => (object)column.Value.GetValue<bool>(),
            })).ToArray();
            return new Row(
                Text(line, Key), "", columns.Length == 0 ? Storage.Columns.None : Storage.Columns.Of(columns), Convert.FromBase64String(Text(line, Document)));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or NullReferenceException)
        {
            throw NoLine(exception);
        }
    }

    /// <summary>A text of a line.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public static string Text(JsonObject line, string name) =>
        line[name] is JsonValue value && value.TryGetValue(out string? text) ? text : throw NoLine(null);

    private static InvalidDataException NoLine(Exception? inner) => new("A line of the file is none of a backup.", inner);
}
