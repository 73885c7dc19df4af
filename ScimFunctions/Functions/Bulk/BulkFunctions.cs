using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Bulk;

namespace ScimFunctions.Functions.Bulk;

/// <summary>Many changes in one request (RFC 7644 §3.7).</summary>
public sealed class BulkFunctions(ScimEndpoint endpoint, BulkExecution execution, RequestRates rates)
{
    [Function("Bulk")]
    public Task<IResult> Execute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/scim/v2/groups/{group}/Bulk")] HttpRequest request,
        CancellationToken cancellation) =>
        endpoint.ChangeAsync(request, async scim =>
        {
            var body = await RequestBody.ReadAsync(request, BodyLimit.Bulk, cancellation);
            var bulk = BulkRequest.Parse(body, scim.Catalog.Types);
            rates.Charge(scim.Change.Actor, bulk.Operations.Count - 1);
            var results = await execution.RunAsync(scim, bulk, cancellation);
            return JsonResult.Of(StatusCodes.Status200OK, writer => BulkResponseMessage.Write(writer, results));
        }, cancellation);
}
