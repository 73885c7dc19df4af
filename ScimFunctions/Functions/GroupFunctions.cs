using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;

namespace ScimFunctions.Functions;

/// <summary>The SCIM groups of a tenant group (RFC 7644 §3).</summary>
public sealed class GroupFunctions(ScimEndpoint endpoint, ResourceVerbs verbs)
{
    private const string Groups = "api/scim/v2/groups/{group}/Groups";

    [Function("CreateGroup")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Groups)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.CreateAsync(scim, scim.Catalog.Group, cancellation), cancellation);

    [Function("GetGroup")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Groups + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ReadAsync(request, scim => verbs.GetAsync(scim, scim.Catalog.Group, scim.ResourceId, cancellation), cancellation);

    [Function("ReplaceGroup")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Groups + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.ReplaceAsync(scim, scim.Catalog.Group, scim.ResourceId, cancellation), cancellation);

    [Function("PatchGroup")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Groups + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.PatchAsync(scim, scim.Catalog.Group, scim.ResourceId, cancellation), cancellation);

    [Function("DeleteGroup")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Groups + "/{id}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.DeleteAsync(scim, scim.Catalog.Group, scim.ResourceId, cancellation), cancellation);
}
