using System.Globalization;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Users;

/// <summary>What the directory itself adds to a canonical user resource: <c>id</c>, <c>active</c>, <c>meta</c>.</summary>
internal static class UserResource
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const string Active = "active";

    // From the nearest to the one that every user has.
    private static readonly string[] BeforeActive =
        [.. CoreSchemas.User.Attributes.Select(attribute => attribute.Name).TakeWhile(name => name != Active).Reverse()];

    /// <summary>
    /// Gives a resource its id after <c>schemas</c>, <c>active</c> where it stands in the schema, and <c>meta</c> last, in
    /// place, so that it is canonical again.
    /// </summary>
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
        if (!resource.ContainsKey(Active))
        {
            resource.Insert(PlaceOfActive(resource), Active, active);
        }

        resource["meta"] = new JsonObject
        {
            ["resourceType"] = "User",
            ["created"] = created ?? modified,
            ["lastModified"] = modified,
        };
    }

    /// <summary>Whether the resource is active; it always says so.</summary>
    public static bool IsActive(JsonObject resource) => resource[Active]!.GetValue<bool>();

    /// <summary>When the resource was made, as it is written.</summary>
    public static string Created(JsonObject resource) => resource["meta"]!["created"]!.GetValue<string>();

    private static int PlaceOfActive(JsonObject resource)
    {
        foreach (var name in BeforeActive)
        {
            if (resource.IndexOf(name) is >= 0 and var at)
            {
                return at + 1;
            }
        }

        throw new InvalidDataException("A user has no userName.");
    }
}
