using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Functions.Management.Transfer;

/// <summary>The answer that streams an export. Where the store fails on the way, the connection is broken off, so that nobody
/// takes what came for the whole; whatever lines came are good.</summary>
internal sealed partial class ExportResult(TenantExport export, TenantGroup group, ExportPosition from, ILogger logger) : IResult, IStatusCodeHttpResult
{
    private static readonly Problem StoreAway = Problem.Of(ScimError.Unavailable(
        "The store cannot be reached at the moment. Repeat the request.", retryAfterSeconds: 5));

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.ContentType = ImportBody.JsonLines;
        response.Headers.CacheControl = "no-store";
        try
        {
            await export.RunAsync(group, from, response.Body, static _ => { }, httpContext.RequestAborted);
        }
        catch (StorageException failure)
        {
            BrokenOff(Failure.Describe(failure));
            if (response.HasStarted)
            {
                httpContext.Abort();
            }
            else
            {
                await new ProblemResult(StoreAway).ExecuteAsync(httpContext);
            }
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The client went away, and can go on from what it has.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The store failed, and an export was broken off: {Failure}")]
    private partial void BrokenOff(string failure);
}
