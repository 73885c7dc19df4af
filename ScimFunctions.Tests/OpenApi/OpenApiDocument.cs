using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimFunctions.Tests.OpenApi;

/// <summary>The document that the server gives, and whether an answer is as it says.</summary>
internal sealed class OpenApiDocument(JsonObject root)
{
    private static readonly OpenApiDocument Checked = new(JsonNode.Parse(Sources.Read("ScimFunctions", "OpenApi", "openapi.json"))!.AsObject());

    public static OpenApiDocument Read() => Checked;

    public JsonObject Root => root;

    /// <summary>Each operation: its path without the first slash, its verb in lower case, and what it says.</summary>
    public IEnumerable<(string Path, string Verb, JsonObject Operation)> Operations =>
        from path in root["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key.TrimStart('/'), operation.Key, operation.Value!.AsObject());

    /// <summary>What a node of this document is, references followed.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var json = node.AsObject();
        while ((string?)json["$ref"] is { } reference)
        {
            JsonNode target = root;
            foreach (var part in reference.TrimStart('#', '/').Split('/'))
            {
                target = target[part] ?? throw new InvalidOperationException($"{reference} leads nowhere.");
            }

            json = target.AsObject();
        }

        return json;
    }

    /// <summary>The places where a value is not as a schema says.</summary>
    public IEnumerable<string> Violations(JsonNode? value, JsonNode schemaNode, string place = "$")
    {
        var schema = Resolve(schemaNode);
        if (schema["type"] is { } type && !Types(type).Any(name => Is(value, name)))
        {
            return [$"{place} is not {type.ToJsonString()}"];
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            return [$"{place} is not one of {allowed.ToJsonString()}"];
        }

        return value switch
        {
            JsonObject json => OfObject(json, schema, place),
            JsonArray array when schema["items"] is { } items => array.SelectMany((element, index) => Violations(element, items, $"{place}[{index}]")),
            _ => [],
        };
    }

    private IEnumerable<string> OfObject(JsonObject json, JsonObject schema, string place)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var name in schema["required"] as JsonArray ?? [])
        {
            if (!json.ContainsKey((string)name!))
            {
                yield return $"{place}.{name} is missing";
            }
        }

        foreach (var (name, value) in json)
        {
            if (properties[name] is { } property)
            {
                foreach (var violation in Violations(value, property, $"{place}.{name}"))
                {
                    yield return violation;
                }
            }
            else if ((bool?)schema["additionalProperties"] == false)
            {
                yield return $"{place}.{name} is not in the document";
            }
        }
    }

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(one => (string)one!) : [(string)type!];

    private static bool Is(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        _ => false,
    };
}
