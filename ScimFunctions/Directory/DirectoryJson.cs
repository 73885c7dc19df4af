using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScimFunctions.Directory;

/// <summary>Reads stored documents without reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
