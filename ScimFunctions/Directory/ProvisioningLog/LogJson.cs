using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>The stored form of logged requests.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<LoggedRequest>))]
internal sealed partial class LogJson : JsonSerializerContext
{
    /// <summary>The document of a row.</summary>
    public static byte[] Write(IReadOnlyList<LoggedRequest> requests) =>
        JsonSerializer.SerializeToUtf8Bytes(requests, Default.IReadOnlyListLoggedRequest);

    /// <summary>The requests of a row, the newest first.</summary>
    public static IReadOnlyList<LoggedRequest> Read(ReadOnlyMemory<byte> document) =>
        JsonSerializer.Deserialize(document.Span, Default.IReadOnlyListLoggedRequest) ?? [];
}
