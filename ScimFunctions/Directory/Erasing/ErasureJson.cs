using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimFunctions.Directory.Erasing;

/// <summary>The stored form of receipts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErasureReceipt))]
internal sealed partial class ErasureJson : JsonSerializerContext
{
    /// <summary>The document of a receipt's row.</summary>
    public static byte[] Write(ErasureReceipt receipt) => JsonSerializer.SerializeToUtf8Bytes(receipt, Default.ErasureReceipt);

    /// <summary>The receipt of a document.</summary>
    public static ErasureReceipt Read(ReadOnlyMemory<byte> document) =>
        JsonSerializer.Deserialize(document.Span, Default.ErasureReceipt) ?? throw new InvalidDataException("A receipt is not an object.");
}
