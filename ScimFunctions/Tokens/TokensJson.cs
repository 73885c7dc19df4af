using System.Text.Json.Serialization;

namespace ScimFunctions.Tokens;

/// <summary>The stored forms in the vault.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenSet))]
[JsonSerializable(typeof(StoredAdminKey))]
[JsonSerializable(typeof(StoredCursorKeys))]
internal sealed partial class TokensJson : JsonSerializerContext;
