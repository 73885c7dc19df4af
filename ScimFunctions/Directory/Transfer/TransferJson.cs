using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScimFunctions.Directory.Transfer;

/// <summary>How lines are read: strictly, to a bounded depth.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, MaxDepth = 40)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class TransferJson : JsonSerializerContext;
