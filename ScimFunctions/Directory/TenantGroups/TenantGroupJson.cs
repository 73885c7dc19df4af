using System.Text.Json.Serialization;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>The stored form of tenant groups.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TenantGroup))]
internal sealed partial class TenantGroupJson : JsonSerializerContext;
