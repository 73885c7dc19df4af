using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimFunctions.Directory.Users;

/// <summary>What the directory itself adds to a canonical user resource: <c>id</c>, <c>active</c>, <c>meta</c>.</summary>
internal static class UserResource
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The resource with id after <c>schemas</c>, and <c>meta</c> last.</summary>
    /// <param name="content">A canonical resource, with or without id and meta.</param>
    /// <param name="id">The id.</param>
    /// <param name="active">What holds where the content does not say.</param>
    /// <param name="created">When the resource was made, as it is written, or null for <paramref name="now"/>.</param>
    /// <param name="now">When it is changed.</param>
    public static JsonObject Complete(JsonObject content, string id, bool active, string? created, DateTimeOffset now)
    {
        var modified = now.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);
        var resource = new JsonObject();
        foreach (var (name, value) in content)
        {
            if (name is not ("id" or "meta"))
            {
                resource[name] = value?.DeepClone();
            }

            if (name is "schemas")
            {
                resource["id"] = id;
            }
        }

        if (!resource.ContainsKey("active"))
        {
            resource["active"] = active;
        }

        resource["meta"] = new JsonObject
        {
            ["resourceType"] = "User",
            ["created"] = created ?? modified,
            ["lastModified"] = modified,
        };
        return resource;
    }

    /// <summary>Whether the resource is active; it always says so.</summary>
    public static bool IsActive(JsonObject resource) => resource["active"]!.GetValue<bool>();

    /// <summary>When the resource was made, as it is written.</summary>
    public static string Created(JsonObject resource) => resource["meta"]!["created"]!.GetValue<string>();

    /// <summary>The names of the top-level attributes in which two resources differ, apart from <c>meta</c>.</summary>
    public static IReadOnlyList<string> Differences(JsonObject before, JsonObject after)
    {
        var names = new List<string>();
        foreach (var (name, value) in after)
        {
            if (name is not "meta" && !(before.TryGetPropertyValue(name, out var old) && JsonNode.DeepEquals(old, value)))
            {
                names.Add(name);
            }
        }

        foreach (var (name, _) in before)
        {
            if (!after.ContainsKey(name))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
