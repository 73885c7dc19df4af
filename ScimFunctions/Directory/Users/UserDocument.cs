using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Users;

/// <summary>
/// A user's document as it is stored: the JSON that is sent, without <c>meta.location</c> and <c>meta.version</c>, and
/// with <c>meta</c> last. A manager's <c>$ref</c> is kept without the base URL, and where that goes is kept beside the
/// document. So an answer is three pieces of bytes and needs no parsing.
/// </summary>
/// <param name="Json">The document in UTF-8.</param>
/// <param name="ReferenceAt">The offset in bytes where the base URL goes; 0 without a manager.</param>
public sealed record UserDocument(ReadOnlyMemory<byte> Json, int ReferenceAt)
{
    private const string Manager = "manager";

    /// <summary>Writes a canonical resource, whose last property is <c>meta</c> with three members.</summary>
    public static UserDocument Write(JsonObject resource)
    {
        using var buffer = new PooledBuffer(2048);
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.Options);
        var referenceAt = 0;
        writer.WriteStartObject();
        foreach (var (name, value) in resource)
        {
            writer.WritePropertyName(name);
            if (name == CoreSchemas.EnterpriseUser.Id && value is JsonObject enterprise && enterprise.ContainsKey(Manager))
            {
                referenceAt = WriteEnterprise(writer, enterprise);
            }
            else
            {
                value!.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return new UserDocument(buffer.Written.ToArray(), referenceAt);
    }

    private static int WriteEnterprise(Utf8JsonWriter writer, JsonObject enterprise)
    {
        var referenceAt = 0;
        writer.WriteStartObject();
        foreach (var (name, value) in enterprise)
        {
            writer.WritePropertyName(name);
            if (name == Manager && value!["value"] is JsonValue id)
            {
                writer.WriteStartObject();
                writer.WriteString("value"u8, id.GetValue<string>());
                writer.WritePropertyName("$ref"u8);
                referenceAt = (int)(writer.BytesCommitted + writer.BytesPending) + 1;
                writer.WriteStringValue("/Users/" + Uri.EscapeDataString(id.GetValue<string>()));
                writer.WriteEndObject();
            }
            else
            {
                value!.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
        return referenceAt;
    }
}
