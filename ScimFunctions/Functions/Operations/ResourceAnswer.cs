using System.Buffers;
using System.Text.Json;
using ScimFunctions.Directory.Groups;
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

    /// <summary>The resource with the version that answers tell.</summary>
    internal ValueTask<StoredResource> VersionedAsync(StoredResource resource, ScimRequest scim, CancellationToken cancellation) =>
        relations.VersionedAsync(scim.Group, resource, cancellation);

    /// <summary>The answer that holds one resource.</summary>
    internal ValueTask<JsonResult> WithBodyAsync(
        int status, StoredResource resource, ScimRequest scim, Projection projection, CancellationToken cancellation) =>
        resource is not StoredGroup && !relations.HasMore(scim.Group.Id, resource)
            ? new(Of(status, resource, scim, projection, []))
            : ReadAsync(status, resource, scim, projection, cancellation);

    /// <summary>The answer that holds nothing but where the resource is and its version.</summary>
    internal async ValueTask<JsonResult> WithoutBodyAsync(int status, StoredResource resource, ScimRequest scim, CancellationToken cancellation) =>
        Of(status, await VersionedAsync(resource, scim, cancellation), scim, null);

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
        int status, StoredResource resource, ScimRequest scim, Projection projection, CancellationToken cancellation)
    {
        var wanted = Wanted(resource, projection);
        if (resource is StoredGroup group && wanted != WantedRelations.None)
        {
            return await WithMembersAsync(status, group, scim, projection, wanted == WantedRelations.WithNames, cancellation);
        }

        var found = await relations.ReadAsync(scim.Group, resource, wanted, cancellation);
        return Of(status, found.Resource, scim, projection, found.Relations);
    }

    private async ValueTask<JsonResult> WithMembersAsync(
        int status, StoredGroup asked, ScimRequest scim, Projection projection, bool withNames, CancellationToken cancellation)
    {
        var (group, members) = await relations.MembersAsync(scim.Group, asked, cancellation);
        var first = members.Pages == 0 ? [] : await PageAsync(0);
        if (members.Pages <= 1)
        {
            return Of(status, group, scim, projection, first);
        }

        var large = new LargeGroup(group, members.Pages, page => page == 0 ? new(first) : PageAsync(page), scim.BaseUrl, projection);
        return new JsonResult(status, null) { Version = group.Version, Location = scim.UrlOf(group), Pieces = large.WriteAsync };

        ValueTask<IReadOnlyList<Relation>> PageAsync(int page) => withNames
            ? relations.NamedAsync(scim.Group, members.Page(page), cancellation)
            : new(members.Page(page));
    }

    private static WantedRelations Wanted(StoredResource resource, Projection projection)
    {
        var attribute = resource is StoredUser ? "groups" : "members";
        return !projection.Includes(attribute) ? WantedRelations.None
            : projection.Names(attribute, Display) ? WantedRelations.WithNames
            : WantedRelations.WithoutNames;
    }

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
