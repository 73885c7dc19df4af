using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Directory.Groups;

/// <summary>What the directory itself adds to a canonical group resource, and the document that is stored of it.</summary>
internal static class GroupResource
{
    /// <summary>The name of the attribute that is stored in rows of its own.</summary>
    public const string Members = "members";

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Gives a resource its id after <c>schemas</c> and <c>meta</c> last, in place.</summary>
    /// <param name="resource">A canonical resource, with or without id and meta, without members.</param>
    /// <param name="id">The id.</param>
    /// <param name="created">When the resource was made, as it is written, or null for <paramref name="now"/>.</param>
    /// <param name="now">When it is changed.</param>
    public static void Complete(JsonObject resource, string id, string? created, DateTimeOffset now)
    {
        var modified = now.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);
        resource.Remove("id");
        resource.Remove("meta");
        resource.Insert(resource.IndexOf("schemas") + 1, "id", id);
        resource["meta"] = new JsonObject
        {
            ["resourceType"] = "Group",
            ["created"] = created ?? modified,
            ["lastModified"] = modified,
        };
    }

    /// <summary>When the resource was made, as it is written.</summary>
    public static string Created(JsonObject resource) => resource["meta"]!["created"]!.GetValue<string>();

    /// <summary>The document: the JSON that is sent, without members, <c>meta.location</c> and <c>meta.version</c>.</summary>
    /// <exception cref="ScimException">413.</exception>
    public static ReadOnlyMemory<byte> Write(JsonObject resource)
    {
        using var buffer = new PooledBuffer(1024);
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.Options);
        resource.WriteTo(writer);
        writer.Flush();
        return buffer.Length <= UserDirectory.LargestDocument
            ? buffer.Written.ToArray()
            : throw new ScimException(ScimError.TooLarge(
                $"The group would be larger than {UserDirectory.LargestDocument / 1024} KiB without its members, which is the most that is kept. Map fewer or shorter values."));
    }
}
