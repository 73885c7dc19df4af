using System.Buffers;
using System.Text.Json;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Projections;

namespace ScimFunctions.Functions.Operations;

/// <summary>
/// Resources as they are sent: the stored bytes with the groups of a user or the members of a group, unless the client
/// asked for other attributes than the default. Relations are read only where there are any and they are asked for.
/// </summary>
public sealed class ResourceAnswer(RelationReader relations)
{
    private const string Display = "display";

    /// <summary>The answer that holds one resource.</summary>
    internal ValueTask<JsonResult> WithBodyAsync(
        int status, StoredResource resource, ScimRequest scim, Projection projection, CancellationToken cancellation)
    {
        var (needed, withDisplay) = Needs(resource, projection);
        return needed
            ? ReadAsync(status, resource, scim, projection, withDisplay, cancellation)
            : new(Of(status, resource, scim, projection, []));
    }

    /// <summary>The answer that holds nothing but where the resource is and its version.</summary>
    internal static JsonResult WithoutBody(int status, StoredResource resource, ScimRequest scim) => Of(status, resource, scim, null);

    /// <summary>Whether relations are to be read for a resource, and with names.</summary>
    internal static (bool Needed, bool WithDisplay) Needs(StoredResource resource, Projection projection)
    {
        var attribute = resource is StoredUser ? "groups" : "members";
        var needed = resource is not StoredUser { InGroups: false } && projection.Includes(attribute);
        return (needed, needed && projection.Names(attribute, Display));
    }

    /// <summary>Writes what is asked for of a resource.</summary>
    internal static void Write(
        PooledBuffer body, StoredResource resource, IReadOnlyList<Relation> relations, string baseUrl, Projection projection)
    {
        if (projection.IsDefault)
        {
            ResourceDocument.Send(body, resource, relations, baseUrl);
            return;
        }

        using var whole = new PooledBuffer(SizeOf(resource, relations));
        ResourceDocument.Send(whole, resource, relations, baseUrl);
        using var writer = new Utf8JsonWriter((IBufferWriter<byte>)body, JsonOutput.Options);
        projection.Write(writer, whole.Written.Span);
    }

    private async ValueTask<JsonResult> ReadAsync(
        int status, StoredResource resource, ScimRequest scim, Projection projection, bool withDisplay, CancellationToken cancellation) =>
        Of(status, resource, scim, projection, await relations.ReadAsync(scim.Group, resource, withDisplay, cancellation));

    private static JsonResult Of(int status, StoredResource resource, ScimRequest scim, Projection projection, IReadOnlyList<Relation> relations)
    {
        var body = new PooledBuffer(SizeOf(resource, relations));
        Write(body, resource, relations, scim.BaseUrl, projection);
        return Of(status, resource, scim, body);
    }

    private static int SizeOf(StoredResource resource, IReadOnlyList<Relation> relations) => resource.Document.Length + 512 + (relations.Count * 128);

    private static JsonResult Of(int status, StoredResource resource, ScimRequest scim, PooledBuffer? body) =>
        new(status, body) { Version = resource.Version, Location = scim.UrlOf(resource) };
}
