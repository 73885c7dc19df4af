using System.Globalization;
using System.Text.Json;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>Writes the answer to a bulk request (RFC 7644 §3.7); <c>status</c> is a string there.</summary>
public static class BulkResponseMessage
{
    /// <summary>The URN of the message.</summary>
    public const string Urn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    /// <summary>Writes one JSON object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="results">What became of the operations that were carried out, in the order of the request.</param>
    public static void Write(Utf8JsonWriter writer, IEnumerable<BulkResult> results)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(Urn);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations"u8);
        foreach (var result in results)
        {
            Write(writer, result);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BulkResult result)
    {
        writer.WriteStartObject();
        WriteText(writer, "location", result.Location);
        WriteText(writer, "method", result.Operation.MethodText);
        WriteText(writer, "bulkId", result.Operation.BulkId);
        WriteText(writer, "version", result.Version is { } version ? EntityTag.Format(version) : null);
        writer.WriteString("status"u8, result.Status.ToString(CultureInfo.InvariantCulture));
        if (result.Error is { } error)
        {
            writer.WritePropertyName("response"u8);
            ErrorMessage.Write(writer, error);
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
