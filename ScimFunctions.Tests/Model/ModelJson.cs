using System.Text.Json.Nodes;

namespace ScimFunctions.Tests.Model;

/// <summary>The model's resources as the server has to have them, and as clients send them.</summary>
internal static class ModelJson
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User", GroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";

    public static JsonObject Of(ModelUser user)
    {
        var json = new JsonObject { ["schemas"] = new JsonArray(UserSchema), ["userName"] = user.UserName, ["active"] = user.Active };
        Set(json, "externalId", user.ExternalId);
        Set(json, "displayName", user.DisplayName);
        if (user.Email is not null)
        {
            json["emails"] = new JsonArray(new JsonObject { ["value"] = user.Email, ["type"] = "work" });
        }

        return json;
    }

    public static JsonObject Of(ModelGroup group)
    {
        var json = new JsonObject { ["schemas"] = new JsonArray(GroupSchema), ["displayName"] = group.DisplayName };
        Set(json, "externalId", group.ExternalId);
        if (group.Members.Count > 0)
        {
            json["members"] = Values(group.Members);
        }

        return json;
    }

    public static JsonArray Values(IEnumerable<string> ids) =>
        [.. ids.Select(id => (JsonNode)new JsonObject { ["value"] = id })];

    /// <summary>Every member of every object in the order of names, and every array in the order of its elements' texts.</summary>
    public static string Sorted(JsonNode? node) => node switch
    {
        JsonObject json => "{" + string.Join(',', json.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"\"{member.Key}\":{Sorted(member.Value)}")) + "}",
        JsonArray array => "[" + string.Join(',', array.Select(Sorted).Order(StringComparer.Ordinal)) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
