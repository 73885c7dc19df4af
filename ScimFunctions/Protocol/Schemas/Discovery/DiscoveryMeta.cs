using System.Text.Json;

namespace ScimFunctions.Protocol.Schemas.Discovery;

/// <summary>The <c>meta</c> of a discovery document, which has no times: it changes with the deployment alone.</summary>
internal static class DiscoveryMeta
{
    public static void Write(Utf8JsonWriter writer, string resourceType, string location)
    {
        writer.WriteStartObject("meta"u8);
        writer.WriteString("resourceType"u8, resourceType);
        writer.WriteString("location"u8, location);
        writer.WriteEndObject();
    }
}
