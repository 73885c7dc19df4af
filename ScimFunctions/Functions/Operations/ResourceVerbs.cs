using ScimFunctions.Directory;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Operations;

/// <summary>The verbs of RFC 7644 §3 on one resource: reads the request, has it done, and answers.</summary>
public sealed class ResourceVerbs(ResourceOperations operations, ResourceAnswer answer)
{
    internal async ValueTask<IResult> CreateAsync(ScimRequest scim, ResourceType type, CancellationToken cancellation)
    {
        var wish = AnswerWish.Of(scim, type);
        var body = await ResourceBody.ReadAsync(scim.Http, type, cancellation);
        var made = await operations.CreateAsync(scim.Target(type), body, cancellation);
        return await AnswerAsync(StatusCodes.Status201Created, StatusCodes.Status201Created, made, scim, wish, cancellation);
    }

    internal async ValueTask<IResult> GetAsync(ScimRequest scim, ResourceType type, string id, CancellationToken cancellation)
    {
        var projection = scim.Projection(type);
        var found = await operations.GetAsync(scim.Target(type), id, cancellation);
        if (!scim.Precondition.IsNone)
        {
            found = await answer.VersionedAsync(found, scim, cancellation);
            new Precondition(scim.Precondition.IfMatch).Verify(found.Version);
            if (scim.Precondition.IfNoneMatch is { } known && EntityTag.Names(known, found.Version))
            {
                return await answer.WithoutBodyAsync(StatusCodes.Status304NotModified, found, scim, cancellation);
            }
        }

        return await answer.WithBodyAsync(StatusCodes.Status200OK, found, scim, projection, cancellation);
    }

    internal async ValueTask<IResult> ReplaceAsync(ScimRequest scim, ResourceType type, string id, CancellationToken cancellation)
    {
        var wish = AnswerWish.Of(scim, type);
        var body = await ResourceBody.ReadAsync(scim.Http, type, cancellation);
        var replaced = await operations.ReplaceAsync(scim.Target(type), id, body, scim.Precondition, cancellation);
        return await AnswerAsync(StatusCodes.Status200OK, StatusCodes.Status204NoContent, replaced, scim, wish, cancellation);
    }

    // A group is answered only where its body is asked for: it may be large, and the client knows what it has changed.
    internal async ValueTask<IResult> PatchAsync(ScimRequest scim, ResourceType type, string id, CancellationToken cancellation)
    {
        var wish = AnswerWish.Of(scim, type, byDefault: type.Name != ResourceTypes.Group.Name);
        var body = await RequestBody.ReadAsync(scim.Http, BodyLimit.Of(type), cancellation);
        var patched = await operations.PatchAsync(scim.Target(type), id, body, scim.Precondition, cancellation);
        return await AnswerAsync(StatusCodes.Status200OK, StatusCodes.Status204NoContent, patched, scim, wish, cancellation);
    }

    internal async ValueTask<IResult> DeleteAsync(ScimRequest scim, ResourceType type, string id, CancellationToken cancellation)
    {
        await operations.DeleteAsync(scim.Target(type), id, scim.Precondition, cancellation);
        return new JsonResult(StatusCodes.Status204NoContent, null);
    }

    private async ValueTask<IResult> AnswerAsync(
        int withBody, int withoutBody, StoredResource resource, ScimRequest scim, AnswerWish wish, CancellationToken cancellation)
    {
        var result = wish.Body
            ? await answer.WithBodyAsync(withBody, resource, scim, wish.Projection, cancellation)
            : await answer.WithoutBodyAsync(withoutBody, resource, scim, cancellation);
        result.PreferenceApplied = wish.Applied;
        return result;
    }
}
