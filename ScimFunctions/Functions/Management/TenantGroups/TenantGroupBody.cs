using System.Text.Json;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Functions.Requests;

namespace ScimFunctions.Functions.Management.TenantGroups;

/// <summary>Tenant groups in the JSON of administrators.</summary>
internal static class TenantGroupBody
{
    public const string Path = "path", Name = "name";

    private const int LongestPath = 64;
    private const string PathExample = "acme.io", NameExample = "Acme";

    /// <summary>The path that the body gives; null without one.</summary>
    /// <exception cref="ProblemException">400: it breaks the rule for paths.</exception>
    public static string? ReadPath(JsonFields body) => body.Text(Path, LongestPath, PathExample) switch
    {
        null => null,
        var path when TenantGroupPath.IsValid(path) => path,
        _ => throw body.Refuse(Path, TenantGroupPath.Rule, PathExample),
    };

    /// <summary>The path that the body has to give.</summary>
    public static string ReadRequiredPath(JsonFields body) =>
        ReadPath(body) ?? throw body.Refuse(Path, "It is missing. " + TenantGroupPath.Rule, PathExample);

    /// <summary>The name that the body gives; null without one.</summary>
    public static string? ReadName(JsonFields body) => body.Text(Name, TenantGroupRegistry.LongestName, NameExample);

    /// <summary>Writes a tenant group.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="group">The tenant group.</param>
    /// <param name="tenantUrl">Its Tenant URL.</param>
    /// <param name="more">Writes further members; null for none.</param>
    public static void Write(Utf8JsonWriter writer, TenantGroup group, string tenantUrl, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, group.Id);
        writer.WriteString(Path, group.Path);
        writer.WriteString(Name, group.Name);
        Instant.Write(writer, "created", group.Created);
        writer.WriteString("tenantUrl"u8, tenantUrl);
        writer.WriteString("status"u8, group.Deleting is null ? "active"u8 : "deleting"u8);
        if (group.Deleting is { } deleting)
        {
            Instant.Write(writer, "removedAfter", deleting.RemovedAfter);
        }

        writer.WriteStartArray("previousPaths"u8);
        foreach (var previous in group.PreviousPaths ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString(Path, previous.Path);
            Instant.Write(writer, "until", previous.Until);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>The URL by which an administrator finds a tenant group.</summary>
    public static string Location(PublicUrl urls, HttpRequest request, TenantGroup group) => $"{urls.Of(request)}/api/groups/{group.Path}";
}
