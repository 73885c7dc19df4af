using System.Text.Json;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Exporting;

/// <summary>The members of the lines of an export.</summary>
internal static class ExportContent
{
    public static void WriteUser(Utf8JsonWriter writer, Row row, long? since)
    {
        writer.WritePropertyName(LineNames.User);
        writer.WriteRawValue(row.Document.Span, skipInputValidation: true);
        writer.WriteString(LineNames.Role, row.Columns.GetString(ColumnNames.Role));
        if (since is { } instant)
        {
            writer.WriteString(LineNames.Since, DateTimeOffset.FromUnixTimeMilliseconds(instant));
        }

        if (row.Columns.GetString(ColumnNames.Password) is { } hash)
        {
            writer.WriteString(LineNames.Password, hash);
        }
    }

    public static void WriteTaken(Utf8JsonWriter writer, Row row)
    {
        writer.WriteString(LineNames.Taken, row.Key[RowKeys.TakenIds.Length..]);
        if (row.Columns.GetString(ColumnNames.ExternUid) is { } externUid)
        {
            writer.WriteString(LineNames.ExternUid, externUid);
        }
    }

    public static void WriteGroup(Utf8JsonWriter writer, Row row)
    {
        writer.WritePropertyName(LineNames.Group);
        writer.WriteRawValue(row.Document.Span, skipInputValidation: true);
        if (row.Columns.GetBoolean(ColumnNames.SharedName) is true)
        {
            writer.WriteBoolean(LineNames.SharedName, true);
        }
    }

    public static void WriteIds(Utf8JsonWriter writer, string name, IEnumerable<MemberEdge> members)
    {
        writer.WriteStartArray(name);
        foreach (var member in members)
        {
            writer.WriteStringValue(member.Id);
        }

        writer.WriteEndArray();
    }

    public static void WriteEnd(Utf8JsonWriter writer, ExportCounts counts)
    {
        writer.WriteStartObject(LineNames.End);
        writer.WriteNumber(LineNames.Users, counts.Users);
        writer.WriteNumber(LineNames.TakenIds, counts.TakenIds);
        writer.WriteNumber(LineNames.Groups, counts.Groups);
        writer.WriteNumber(LineNames.Members, counts.Members);
        writer.WriteEndObject();
    }
}
