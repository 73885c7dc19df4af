using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Erasing;

/// <summary>The places in the states of other resources that name a user by its id: managers, and members of SCIM groups.</summary>
/// <param name="id">The id.</param>
/// <param name="alias">What takes its place.</param>
internal sealed class ErasedReferences(string id, string alias)
{
    /// <summary>The state with the other name in it; null where it does not name the user.</summary>
    public byte[]? Replace(ReadOnlyMemory<byte> state)
    {
        if (JsonSerializer.Deserialize(state.Span, DirectoryJson.Default.JsonObject) is not { } resource)
        {
            return null;
        }

        var changed = ReplaceValue((resource[SchemaUris.EnterpriseUser] as JsonObject)?["manager"] as JsonObject);
        foreach (var member in resource["members"] as JsonArray ?? [])
        {
            changed |= ReplaceValue(member as JsonObject);
        }

        if (resource["memberChanges"] is JsonObject changes)
        {
            changed |= ReplaceElements(changes["added"] as JsonArray) | ReplaceElements(changes["removed"] as JsonArray);
        }

        return changed ? Write(resource) : null;
    }

    private bool ReplaceValue(JsonObject? reference)
    {
        if (reference is null || !IsId(reference["value"]))
        {
            return false;
        }

        reference["value"] = alias;
        if (reference.ContainsKey("$ref"))
        {
            reference["$ref"] = "/Users/" + alias;
        }

        return true;
    }

    private bool ReplaceElements(JsonArray? ids)
    {
        var changed = false;
        for (var at = 0; at < ids?.Count; at++)
        {
            if (IsId(ids[at]))
            {
                ids[at] = alias;
                changed = true;
            }
        }

        return changed;
    }

    private bool IsId(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == id;

    private static byte[] Write(JsonObject resource)
    {
        using var buffer = new PooledBuffer(2048);
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.Options);
        resource.WriteTo(writer);
        writer.Flush();
        return buffer.Written.ToArray();
    }
}
