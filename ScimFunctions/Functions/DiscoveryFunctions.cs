using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Users.Passwords;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions;

/// <summary>What the service provider can do (RFC 7644 §4), from the definitions that validate.</summary>
public sealed class DiscoveryFunctions(ScimEndpoint endpoint, DocumentationUri documentation, PasswordKeeper passwords)
{
    private const string Group = "api/scim/v2/groups/{group}/";

    private static readonly ScimError NoFilter = ScimError.Forbidden(
        "Discovery does not take a filter (RFC 7644 section 4). Ask without one.");

    [Function("GetServiceProviderConfig")]
    public Task<IResult> ServiceProviderConfig(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Group + "ServiceProviderConfig")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer(request, scim => Discovery.ServiceProviderConfig(scim.BaseUrl, documentation, passwords.KeepsHashes), cancellation);

    [Function("ListResourceTypes")]
    public Task<IResult> ResourceTypes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Group + "ResourceTypes")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer(request, scim => Discovery.ResourceTypes(scim.Catalog, scim.BaseUrl), cancellation);

    [Function("GetResourceType")]
    public Task<IResult> ResourceType(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Group + "ResourceTypes/{id}")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer(request, scim => Discovery.ResourceType(scim.Catalog, scim.Id, scim.BaseUrl), cancellation);

    [Function("ListSchemas")]
    public Task<IResult> Schemas(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Group + "Schemas")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer(request, scim => Discovery.Schemas(scim.Catalog, scim.BaseUrl), cancellation);

    [Function("GetSchema")]
    public Task<IResult> Schema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Group + "Schemas/{id}")] HttpRequest request,
        CancellationToken cancellation) =>
        Answer(request, scim => Discovery.Schema(scim.Catalog, scim.Id, scim.BaseUrl), cancellation);

    private Task<IResult> Answer(HttpRequest request, Func<ScimRequest, IResult> answer, CancellationToken cancellation) =>
        endpoint.ReadAsync(request, scim => scim.Query("filter") is null
            ? ValueTask.FromResult(answer(scim))
            : throw new ScimException(NoFilter), cancellation);
}
