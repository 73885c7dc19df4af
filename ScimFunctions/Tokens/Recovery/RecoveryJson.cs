using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScimFunctions.Tokens.Recovery;

/// <summary>How the lines of a backup are read.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class RecoveryJson : JsonSerializerContext;
