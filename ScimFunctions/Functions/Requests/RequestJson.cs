using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScimFunctions.Functions.Requests;

/// <summary>How bodies are read: strictly, to a bounded depth, attribute names without case.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, MaxDepth = 32, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class RequestJson : JsonSerializerContext;
