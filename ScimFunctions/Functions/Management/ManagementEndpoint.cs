using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Housekeeping;
using ScimFunctions.Functions.Management.Access;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas.Reading;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management;

/// <summary>
/// What every request of an administrator needs: a correlation id, the check of who sent it, the tenant group of the
/// route, and the one place where what went wrong becomes an answer.
/// </summary>
public sealed partial class ManagementEndpoint(
    AdministratorAccess access, TokenAuthenticator tokens, Housekeeper housekeeper, TenantGroupRegistry groups, PublicUrl publicUrl,
    ILogger<ManagementEndpoint> logger, RequestTelemetry? telemetry = null)
{
    /// <summary>Answers a request to the tenant group <c>{group}</c> of the route; 409 where it is being deleted.</summary>
    public Task<IResult> AnswerAsync(
        HttpRequest request, Func<ManagementRequest, ValueTask<IResult>> answer, CancellationToken cancellation) =>
        AnswerDeletedAsync(
            request,
            management => management.Group.Deleting is null ? answer(management) : throw Problem.IsBeingDeleted.ToException(),
            cancellation);

    /// <summary>Answers a request to the tenant group <c>{group}</c> of the route, even one that is being deleted.</summary>
    public Task<IResult> AnswerDeletedAsync(
        HttpRequest request, Func<ManagementRequest, ValueTask<IResult>> answer, CancellationToken cancellation) =>
        AnswerRootAsync(request, async root =>
        {
            var stored = await groups.FindAsync(root.Route("group"), cancellation) ?? throw Problem.NoTenantGroup.ToException();
            return await answer(new ManagementRequest(
                request, stored, publicUrl.OfGroup(request, stored.Group.Path), root.By, root.CorrelationId));
        }, cancellation);

    /// <summary>Answers a request that is to no one tenant group.</summary>
    public Task<IResult> AnswerRootAsync(
        HttpRequest request, Func<RootRequest, ValueTask<IResult>> answer, CancellationToken cancellation) =>
        ObservedAsync(request, async correlationId =>
        {
            var administrator = await access.AdmitAsync(request, cancellation);
            housekeeper.Nudge();
            return await answer(new RootRequest(request, administrator, correlationId));
        });

    /// <summary>Answers a request to the tenant group <c>{group}</c> of the route, also of who has a token of it, whatever
    /// its scope. Which credentials were refused, and whether there is such a group, is not told to who has none.</summary>
    public Task<IResult> AnswerWithTokenAsync(
        HttpRequest request, Func<TenantGroup, ValueTask<IResult>> answer, CancellationToken cancellation) =>
        TokenFormat.Bearer.IsWellFormed(BearerHeader.Token(request.Headers.Authorization))
            ? ObservedAsync(request, async _ =>
            {
                var path = (string)request.RouteValues["group"]!;
                return await tokens.AuthenticateAsync(path, request.Headers.Authorization, cancellation) is Granted granted
                    ? await answer(granted.Group)
                    : throw Problem.Unauthorized.ToException();
            })
            : AnswerAsync(request, management => answer(management.Group), cancellation);

    private Task<IResult> ObservedAsync(HttpRequest request, Func<string, ValueTask<IResult>> answer) =>
        telemetry is null ? ToldAsync(request, answer) : telemetry.ObserveAsync(request, () => ToldAsync(request, answer));

    private async Task<IResult> ToldAsync(HttpRequest request, Func<string, ValueTask<IResult>> answer)
    {
        var correlationId = CorrelationId.Answer(request);
        try
        {
            return await answer(correlationId);
        }
        catch (Exception exception)
        {
            var problem = ProblemOf(exception, request, correlationId);
            if (problem.Status < StatusCodes.Status500InternalServerError)
            {
                Refused(request.Method, problem.Status, problem.Title, problem.Field ?? "-", correlationId);
            }

            return new ProblemResult(problem);
        }
    }

    private Problem ProblemOf(Exception exception, HttpRequest request, string correlationId)
    {
        switch (exception)
        {
            case ProblemException told:
                return told.Problem;
            case InvalidSchemaException invalid:
                return Problem.Of(StatusCodes.Status400BadRequest, "The definition breaks a rule", invalid.Problem);
            case ScimException scim:
                return Problem.Of(scim.Error);
            case BadHttpRequestException bad:
                return Problem.Of(bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? ScimError.TooLarge("The body is larger than this path accepts.")
                    : ScimError.InvalidSyntax("The request could not be read to its end."));
            case OperationCanceledException when request.HttpContext.RequestAborted.IsCancellationRequested:
                return Problem.Of(ScimError.Unavailable("The client closed the connection.", retryAfterSeconds: 1));
            case StorageException or TokenVaultException:
                StoreFailed(Failure.Describe(exception), correlationId);
                return Problem.Of(ScimError.Unavailable("The store cannot be reached at the moment. Nothing is half-written; repeat the request.", retryAfterSeconds: 5));
            default:
                Failed(Failure.Describe(exception), request.Method, correlationId);
                return Problem.Of(ScimError.Internal(correlationId));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Refused management {Method}: {Status} {Title}, {Field} ({CorrelationId})")]
    private partial void Refused(string method, int status, string title, string field, string correlationId);

    [LoggerMessage(2, LogLevel.Error, "The store failed ({CorrelationId}): {Failure}")]
    private partial void StoreFailed(string failure, string correlationId);

    [LoggerMessage(3, LogLevel.Error, "Failed to answer management {Method} ({CorrelationId}): {Failure}")]
    private partial void Failed(string failure, string method, string correlationId);
}
