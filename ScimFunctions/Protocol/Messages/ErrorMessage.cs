using System.Globalization;
using System.Text.Json;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Messages;

/// <summary>Writes the body of an error response (RFC 7644 §3.12); <c>status</c> is a string there.</summary>
public static class ErrorMessage
{
    public static void Write(Utf8JsonWriter writer, ScimError error)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(MessageSchemas.Error);
        writer.WriteEndArray();
        writer.WriteString("status"u8, error.Status.ToString(CultureInfo.InvariantCulture));
        if (error.ScimType is not null)
        {
            writer.WriteString("scimType"u8, error.ScimType);
        }

        writer.WriteString("detail"u8, error.Detail);
        writer.WriteEndObject();
    }
}
