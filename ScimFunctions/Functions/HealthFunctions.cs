using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Requests;

namespace ScimFunctions.Functions;

/// <summary>What load balancers and monitors ask: whether the process answers, and whether its store and vault do.</summary>
public sealed class HealthFunctions(Readiness readiness)
{
    [Function("Live")]
    public Task<IResult> Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest request,
        CancellationToken cancellation) => Task.FromResult(Answer(request, StatusCodes.Status200OK, "live"));

    [Function("Ready")]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequest request,
        CancellationToken cancellation) => await readiness.IsReadyAsync(cancellation)
            ? Answer(request, StatusCodes.Status200OK, "ready")
            : Answer(request, StatusCodes.Status503ServiceUnavailable, "not ready");

    private static IResult Answer(HttpRequest request, int status, string text)
    {
        CorrelationId.Answer(request);
        return Results.Text(text, "text/plain", statusCode: status);
    }
}
