using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions;

/// <summary>The users of a tenant group (RFC 7644 §3).</summary>
public sealed class UserFunctions(ScimEndpoint endpoint, UserDirectory users)
{
    private const string Users = "api/scim/v2/groups/{group}/Users";

    [Function("CreateUser")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Users)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, async scim =>
        {
            var projection = scim.Projection(scim.Catalog.User);
            var body = await RequestBody.ReadAsync(request, cancellation);
            var content = ResourceReader.Read(body, scim.Catalog.User);
            var context = scim.Change with { Password = PasswordChange.Of(body, scim.Catalog.User) };
            var user = await users.CreateAsync(scim.Group, content, ResourceReader.ReadClientId(body), context, cancellation);
            return UserAnswer.Of(StatusCodes.Status201Created, user, scim, projection);
        }, cancellation);

    [Function("GetUser")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ReadAsync(request, async scim =>
        {
            var projection = scim.Projection(scim.Catalog.User);
            var user = await users.GetAsync(scim.Group, scim.Id, cancellation);
            return request.Headers.IfNoneMatch is { Count: > 0 } known && EntityTag.Names(known.ToString(), user.Version)
                ? UserAnswer.NotModified(user, scim)
                : UserAnswer.Of(StatusCodes.Status200OK, user, scim, projection);
        }, cancellation);

    [Function("ReplaceUser")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, async scim =>
        {
            var projection = scim.Projection(scim.Catalog.User);
            var body = await RequestBody.ReadAsync(request, cancellation);
            var content = ResourceReader.Read(body, scim.Catalog.User);
            var context = scim.Change with { Password = PasswordChange.Of(body, scim.Catalog.User) };
            var user = await users.ReplaceAsync(scim.Group, scim.Id, content, scim.IfMatch, context, cancellation);
            return UserAnswer.Of(StatusCodes.Status200OK, user, scim, projection);
        }, cancellation);

    [Function("PatchUser")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, async scim =>
        {
            var projection = scim.Projection(scim.Catalog.User);
            var patch = PatchRequest.Parse(await RequestBody.ReadAsync(request, cancellation));
            JsonObject Apply(JsonObject resource)
            {
                Patcher.Apply(resource, patch, scim.Catalog.User);
                return resource;
            }

            var context = scim.Change with { Password = PasswordChange.Of(patch, scim.Catalog.User) };
            var user = await users.PatchAsync(scim.Group, scim.Id, Apply, scim.IfMatch, context, cancellation);
            return UserAnswer.Of(StatusCodes.Status200OK, user, scim, projection);
        }, cancellation);

    [Function("DeleteUser")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, async scim =>
        {
            await users.DeleteAsync(scim.Group, scim.Id, scim.IfMatch, scim.Change, cancellation);
            return new JsonResult(StatusCodes.Status204NoContent, null);
        }, cancellation);
}
