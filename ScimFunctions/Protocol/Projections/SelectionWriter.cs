using System.Text.Json;

namespace ScimFunctions.Protocol.Projections;

/// <summary>Copies the selected part of JSON from a reader to a writer.</summary>
internal static class SelectionWriter
{
    /// <summary>Writes the selected part of the value that the reader is at, and leaves the reader at its end.</summary>
    public static void WritePart(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json, Selection selection)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, writer, json, selection);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, writer, json, selection);
                break;
            default:
                WriteWhole(ref reader, writer, json);
                break;
        }
    }

    private static void WriteObject(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json, Selection selection)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = selection.Find(in reader);
            var name = reader;
            reader.Read();
            if (!IsWritten(reader, member))
            {
                reader.Skip();
                continue;
            }

            writer.WritePropertyName(member.Name.Length > 0 ? member.Name : name.GetString()!);
            switch (member.Kind)
            {
                case SelectionKind.Whole:
                    WriteWhole(ref reader, writer, json);
                    break;
                case SelectionKind.Values:
                    WriteValues(ref reader, writer, json, member.Values);
                    break;
                default:
                    WritePart(ref reader, writer, json, member.Inner!);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteValues(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json, IReadOnlyList<string> without)
    {
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!IsAmong(without, in reader))
            {
                WriteWhole(ref reader, writer, json);
            }
        }

        writer.WriteEndArray();
    }

    private static bool IsAmong(IReadOnlyList<string> values, ref readonly Utf8JsonReader reader)
    {
        foreach (var value in values)
        {
            if (reader.ValueTextEquals(value))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteArray(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json, Selection selection)
    {
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (HasSelected(reader, selection))
            {
                WritePart(ref reader, writer, json, selection);
            }
            else
            {
                reader.Skip();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteWhole(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        writer.WriteRawValue(json[start..(int)reader.BytesConsumed], skipInputValidation: true);
    }

    // Takes the reader by value: it looks ahead. Without it {"name": {}} would be written, which RFC 7643 §2.5 has not.
    private static bool IsWritten(Utf8JsonReader value, SelectedMember member) => member.Kind switch
    {
        SelectionKind.Omit => false,
        SelectionKind.Whole or SelectionKind.Values => true,
        _ => HasSelected(value, member.Inner!),
    };

    private static bool HasSelected(Utf8JsonReader reader, Selection selection)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return true;
        }

        var isArray = reader.TokenType == JsonTokenType.StartArray;
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            if (isArray)
            {
                if (HasSelected(reader, selection))
                {
                    return true;
                }
            }
            else
            {
                var member = selection.Find(in reader);
                reader.Read();
                if (IsWritten(reader, member))
                {
                    return true;
                }
            }

            reader.Skip();
        }

        return false;
    }
}
