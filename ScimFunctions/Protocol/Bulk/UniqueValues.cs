using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>The values that an operation gives to attributes that are unique.</summary>
internal static class UniqueValues
{
    /// <summary>Each with its type and attribute, folded, so that values that may be taken for equal are equal texts.</summary>
    public static IEnumerable<string> Of(BulkOperation operation)
    {
        var type = operation.Type!;
        var given = operation.Method is BulkMethod.Patch ? PatchPaths.Operations(operation.Data).SelectMany(GivenBy) : operation.Data ?? [];
        return (from member in given
                where IsUnique(type, member.Key)
                let text = DataTexts.TextOf(member.Value)
                where text is not null
                select $"{type.Name}:{member.Key.ToUpperInvariant()}:{text.ToUpperInvariant()}").Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> GivenBy(JsonObject patch)
    {
        var path = patch.FirstOrDefault(member => member.Key.Equals("path", StringComparison.OrdinalIgnoreCase)).Value;
        var value = patch.FirstOrDefault(member => member.Key.Equals("value", StringComparison.OrdinalIgnoreCase)).Value;
        return DataTexts.TextOf(path) is { } name
            ? new KeyValuePair<string, JsonNode?>[] { new(name, value) }
            : value as IEnumerable<KeyValuePair<string, JsonNode?>> ?? [];
    }

    private static bool IsUnique(ResourceType type, string name) =>
        (CommonAttributes.Find(name) ?? type.Schema.Find(name)) is { Uniqueness: not Uniqueness.None };
}
