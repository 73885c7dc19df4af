using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions;

/// <summary>The user that the token is bound to, answered as its own URL answers (RFC 7644 §3.11); 501 where it is bound to none.</summary>
public sealed class MeFunctions(ScimEndpoint endpoint, ResourceVerbs verbs)
{
    private const string Me = "api/scim/v2/groups/{group}/Me";

    private static readonly ScimError NotBound = ScimError.NotImplemented(
        "The token is not bound to a user, so there is no /Me for it. Use the URL of the user, or a token that is bound to one.");

    private static readonly ScimError NoRegistration = ScimError.NotImplemented(
        "Users do not register themselves here. Create them by POST to /Users.");

    [Function("GetMe")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Me)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ReadAsync(request, scim => verbs.GetAsync(scim, scim.Catalog.User, IdOf(scim), cancellation), cancellation);

    [Function("ReplaceMe")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Me)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.ReplaceAsync(scim, scim.Catalog.User, IdOf(scim), cancellation), cancellation);

    [Function("PatchMe")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Me)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.PatchAsync(scim, scim.Catalog.User, IdOf(scim), cancellation), cancellation);

    [Function("DeleteMe")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Me)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, scim => verbs.DeleteAsync(scim, scim.Catalog.User, IdOf(scim), cancellation), cancellation);

    [Function("CreateMe")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Me)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, _ => throw new ScimException(NoRegistration), cancellation);

    private static string IdOf(ScimRequest scim) => scim.UserId ?? throw new ScimException(NotBound);
}
