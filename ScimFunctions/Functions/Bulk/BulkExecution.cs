using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Patching;

namespace ScimFunctions.Functions.Bulk;

/// <summary>Carries out bulk requests (RFC 7644 §3.7), each operation as if it had come by itself.</summary>
public sealed partial class BulkExecution(
    ResourceOperations operations, ResourceAnswer answer, ScimEndpoint endpoint, TimeProvider time, ILogger<BulkExecution> logger)
{
    /// <summary>Carries out the operations.</summary>
    /// <param name="scim">The request.</param>
    /// <param name="bulk">What to do; the data of its operations are changed.</param>
    /// <param name="cancellation">Heeded between operations.</param>
    /// <returns>What became of those that were carried out, in the order of the request.</returns>
    internal async Task<IReadOnlyList<BulkResult>> RunAsync(ScimRequest scim, BulkRequest bulk, CancellationToken cancellation)
    {
        scim = scim with { Change = scim.Change with { Work = new WorkBudget() } };
        var results = new BulkResult?[bulk.Operations.Count];
        var runner = new BulkOperationRunner(operations, answer, scim, time, cancellation);
        await new BulkSchedule(BulkPlan.Of(bulk), bulk.FailOnErrors, RunAsync).RunAsync(cancellation);
        return [.. results.OfType<BulkResult>()];

        async Task<StepOutcome> RunAsync(BulkStep step, bool isNext)
        {
            var index = step.Operation.Index;
            if (step.Completes && results[index] is not { Error: null })
            {
                return StepOutcome.Done;
            }

            try
            {
                results[index] = step.Completes ? await runner.CompleteAsync(step, results[index]!) : await runner.RunAsync(step);
                return StepOutcome.Done;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                var error = endpoint.ErrorOf(exception, scim.Http, scim.Change.CorrelationId, step.Operation.MethodText ?? "");
                if (error.ScimType is Protocol.Errors.ScimErrorType.Uniqueness && !isNext && !step.Completes)
                {
                    return StepOutcome.Again;
                }

                Refused(step.Operation.MethodText ?? "", error.Status, error.ScimType ?? "error", error.LogDetail, scim.Change.CorrelationId);
                results[index] = new BulkResult(step.Operation, error.Status) { Error = error, Location = runner.LocationOf(step.Operation) };
                return StepOutcome.Failed;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Refused {Method} of a bulk request: {Status} {ScimType}: {Detail} ({CorrelationId})")]
    private partial void Refused(string method, int status, string scimType, string detail, string correlationId);
}
