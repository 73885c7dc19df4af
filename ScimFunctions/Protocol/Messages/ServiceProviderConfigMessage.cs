using System.Text.Json;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Messages;

/// <summary>Writes what the service provider supports (RFC 7643 §5).</summary>
public static class ServiceProviderConfigMessage
{
    /// <param name="writer">Where to.</param>
    /// <param name="baseUrl">The Tenant URL without a final slash.</param>
    /// <param name="documentationUri">Where administrators find help.</param>
    /// <param name="mostResults">The most resources on a page.</param>
    /// <param name="defaultResults">How many resources stand on a page unless the client says.</param>
    /// <param name="cursorTimeout">For how many seconds a cursor is valid.</param>
    /// <param name="changesPasswords">Whether passwords are kept, so that a client can change them.</param>
    public static void Write(
        Utf8JsonWriter writer, string baseUrl, string documentationUri, int mostResults, int defaultResults, int cursorTimeout, bool changesPasswords)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(SchemaUris.ServiceProviderConfig);
        writer.WriteEndArray();
        writer.WriteString("documentationUri"u8, documentationUri);
        WriteFeature(writer, "patch", supported: true);
        writer.WriteStartObject("bulk"u8);
        writer.WriteBoolean("supported"u8, true);
        writer.WriteNumber("maxOperations"u8, BulkLimits.MaxOperations);
        writer.WriteNumber("maxPayloadSize"u8, BulkLimits.MaxPayloadSize);
        writer.WriteEndObject();
        writer.WriteStartObject("filter"u8);
        writer.WriteBoolean("supported"u8, true);
        writer.WriteNumber("maxResults"u8, mostResults);
        writer.WriteEndObject();
        WritePagination(writer, mostResults, defaultResults, cursorTimeout);
        WriteFeature(writer, "changePassword", supported: changesPasswords);
        WriteFeature(writer, "sort", supported: true);
        WriteFeature(writer, "etag", supported: true);
        writer.WriteStartArray("authenticationSchemes"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "oauthbearertoken");
        writer.WriteString("name"u8, "OAuth Bearer Token");
        writer.WriteString("description"u8, "The secret token of the group, sent as a bearer token.");
        writer.WriteString("specUri"u8, "https://www.rfc-editor.org/info/rfc6750");
        writer.WriteString("documentationUri"u8, documentationUri);
        writer.WriteBoolean("primary"u8, true);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("meta"u8);
        writer.WriteString("resourceType"u8, "ServiceProviderConfig");
        writer.WriteString("location"u8, baseUrl + "/ServiceProviderConfig");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // RFC 9865 §4.
    private static void WritePagination(Utf8JsonWriter writer, int mostResults, int defaultResults, int cursorTimeout)
    {
        writer.WriteStartObject("pagination"u8);
        writer.WriteBoolean("cursor"u8, true);
        writer.WriteBoolean("index"u8, true);
        writer.WriteString("defaultPaginationMethod"u8, "index");
        writer.WriteNumber("defaultPageSize"u8, defaultResults);
        writer.WriteNumber("maxPageSize"u8, mostResults);
        writer.WriteNumber("cursorTimeout"u8, cursorTimeout);
        writer.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter writer, string name, bool supported)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("supported"u8, supported);
        writer.WriteEndObject();
    }
}
