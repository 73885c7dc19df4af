using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Management;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions;

/// <summary>
/// Answers what no other function does, since a Functions host would answer it with an empty body: 405 where the path is
/// known for other verbs, else 404, and under a Tenant URL only who has its token learns which. <c>GET /</c>, by which
/// the host sees that the process is up, is answered at once.
/// </summary>
public sealed class FallbackFunction(ScimEndpoint endpoint, FunctionRoutes routes)
{
    private const string TenantUrls = "/api/scim/v2/groups/";

    private static readonly string[] ManagementUrls = ["/api/groups", "/api/admin-key", "/openapi"];

    [Function("Fallback")]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request,
        CancellationToken cancellation)
    {
        var path = request.Path.Value ?? "";
        var isOfTenant = path.StartsWith(TenantUrls, StringComparison.OrdinalIgnoreCase);
        if (!isOfTenant)
        {
            CorrelationId.Answer(request);
        }

        if (path is "/" or "")
        {
            return Task.FromResult(Results.Text("ScimFunctions is running.", "text/plain"));
        }

        if (ManagementUrls.Any(url => IsBelow(path, url)))
        {
            return Task.FromResult<IResult>(new ProblemResult(Problem.Of(routes.AllowedAt(path) is { } allowed
                ? ScimError.MethodNotAllowed(allowed)
                : ScimError.NotFound("There is nothing at this path."))));
        }

        if (!isOfTenant)
        {
            return Task.FromResult<IResult>(JsonResult.Of(ErrorOf(path)));
        }

        var group = path.AsSpan(TenantUrls.Length);
        request.RouteValues["group"] = group[..(group.IndexOf('/') is >= 0 and var end ? end : group.Length)].ToString();
        return endpoint.ReadAsync(request, _ => throw new ScimException(ErrorOf(path)), cancellation);
    }

    private static bool IsBelow(string path, string url) =>
        path.StartsWith(url, StringComparison.OrdinalIgnoreCase) && (path.Length == url.Length || path[url.Length] == '/');

    private ScimError ErrorOf(string path) => routes.AllowedAt(path) is { } allowed
        ? ScimError.MethodNotAllowed(allowed)
        : ScimError.NotFound("There is nothing at this path. The Tenant URL ends with /api/scim/v2/groups/ and the group's path; resources such as /Users stand below it.");
}
