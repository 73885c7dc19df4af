using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimFunctions.Directory.Users;

/// <summary>What the directory itself adds to a canonical user resource: <c>id</c>, <c>active</c>, <c>meta</c>.</summary>
internal static class UserResource
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Gives a resource its id after <c>schemas</c>, and <c>meta</c> last, in place.</summary>
    /// <param name="resource">A canonical resource, with or without id and meta.</param>
    /// <param name="id">The id.</param>
    /// <param name="active">What holds where the content does not say.</param>
    /// <param name="created">When the resource was made, as it is written, or null for <paramref name="now"/>.</param>
    /// <param name="now">When it is changed.</param>
    public static void Complete(JsonObject resource, string id, bool active, string? created, DateTimeOffset now)
    {
        var modified = now.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);
        if (!(resource["id"] is JsonValue old && old.GetValue<string>() == id))
        {
            resource.Remove("id");
            resource.Insert(resource.IndexOf("schemas") + 1, "id", id);
        }

        resource.Remove("meta");
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
    }

    /// <summary>Whether the resource is active; it always says so.</summary>
    public static bool IsActive(JsonObject resource) => resource["active"]!.GetValue<bool>();

    /// <summary>When the resource was made, as it is written.</summary>
    public static string Created(JsonObject resource) => resource["meta"]!["created"]!.GetValue<string>();
}
