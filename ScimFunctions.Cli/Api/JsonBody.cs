using System.Text.Json.Nodes;

namespace ScimFunctions.Cli.Api;

/// <summary>Bodies of requests.</summary>
internal static class JsonBody
{
    /// <summary>An object of the members that have a value: text, number or truth.</summary>
    public static JsonObject Of(params IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members.Where(member => member.Value is not null))
        {
            body[name] = value;
        }

        return body;
    }
}
