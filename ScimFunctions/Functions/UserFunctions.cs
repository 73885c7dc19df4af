using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;

namespace ScimFunctions.Functions;

/// <summary>The users of a tenant group (RFC 7644 §3).</summary>
public sealed class UserFunctions(ScimEndpoint endpoint, ResourceVerbs verbs)
{
    private const string Users = "api/scim/v2/groups/{group}/Users";

    [Function("CreateUser")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Users)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.CreateAsync(scim, scim.Catalog.User, cancellation), cancellation);

    [Function("GetUser")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ReadAsync(request, scim => verbs.GetAsync(scim, scim.Catalog.User, scim.ResourceId, cancellation), cancellation);

    [Function("ReplaceUser")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.ReplaceAsync(scim, scim.Catalog.User, scim.ResourceId, cancellation), cancellation);

    [Function("PatchUser")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.PatchAsync(scim, scim.Catalog.User, scim.ResourceId, cancellation), cancellation);

    [Function("DeleteUser")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Users + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.DeleteAsync(scim, scim.Catalog.User, scim.ResourceId, cancellation), cancellation);
}
