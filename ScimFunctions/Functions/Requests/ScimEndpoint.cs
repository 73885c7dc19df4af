using ScimFunctions.Directory;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Directory.Upkeep;
using ScimFunctions.Functions.Housekeeping;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Use;

namespace ScimFunctions.Functions.Requests;

/// <summary>
/// What every SCIM request needs, in every host: a correlation id, the check of the token, the check of its scope, the
/// resource types of the tenant group, and the one place where what went wrong becomes an answer.
/// </summary>
public sealed partial class ScimEndpoint(
    TokenAuthenticator authenticator, RequestRates rates, TokenUses uses, Housekeeper housekeeper, CatalogReader catalogs, GroupIntents intents,
    PartitionUpkeep upkeep, PublicUrl publicUrl, RequestLog requests, TimeProvider time, ILogger<ScimEndpoint> logger, RequestTelemetry? telemetry = null)
{
    private static readonly ScimError ReadOnlyToken = ScimError.Forbidden(
        "This token may only read. Use a token with the scope provision to make changes.");

    /// <summary>Answers a request that only reads.</summary>
    public Task<IResult> ReadAsync(HttpRequest request, Func<ScimRequest, ValueTask<IResult>> answer, CancellationToken cancellation) =>
        telemetry is null
            ? AnswerAsync(request, TokenScope.Read, answer, cancellation)
            : ObservedAsync(telemetry, request, TokenScope.Read, answer, cancellation);

    /// <summary>Answers a request that changes something.</summary>
    public Task<IResult> ChangeAsync(HttpRequest request, Func<ScimRequest, ValueTask<IResult>> answer, CancellationToken cancellation) =>
        telemetry is null
            ? AnswerAsync(request, TokenScope.Provision, answer, cancellation)
            : ObservedAsync(telemetry, request, TokenScope.Provision, answer, cancellation);

    // A method of its own, so that what it hands on costs nothing where telemetry is off.
    private Task<IResult> ObservedAsync(
        RequestTelemetry observed, HttpRequest request, TokenScope needed, Func<ScimRequest, ValueTask<IResult>> answer, CancellationToken cancellation) =>
        observed.ObserveAsync(request, () => AnswerAsync(request, needed, answer, cancellation));

    private async Task<IResult> AnswerAsync(
        HttpRequest request, TokenScope needed, Func<ScimRequest, ValueTask<IResult>> answer, CancellationToken cancellation)
    {
        var correlationId = CorrelationId.Answer(request);
        var begun = needed == TokenScope.Provision ? time.GetUtcNow().UtcTicks : 0;
        Granted? granted = null;
        try
        {
            var path = (string)request.RouteValues["group"]!;
            var authorization = request.Headers.Authorization;
            granted = await authenticator.AuthenticateAsync(path, authorization, cancellation) as Granted;
            if (granted is null)
            {
                requests.CountRefused(authenticator.Known(path));
                throw new ScimException(ScimError.Unauthorized);
            }

            housekeeper.Nudge();
            uses.Note(granted);
            rates.Admit(granted.TokenId);
            if (needed == TokenScope.Provision && granted.Scope != TokenScope.Provision)
            {
                throw new ScimException(ReadOnlyToken);
            }

            await intents.LookAfterAsync(granted.Group.Id);
            upkeep.Consider(granted.Group);
            var changes = needed == TokenScope.Provision;
            var context = new ChangeContext(granted.TokenId, correlationId)
            {
                Catalog = await catalogs.ReadAsync(granted.Group, cancellation),
                Client = changes ? ClientName.Of(request) : null,
                Deadline = changes ? begun + TenantGroupDeletion.LongestRequest.Ticks : 0,
            };
            var result = await answer(new ScimRequest(request, granted.Group, publicUrl.OfGroup(request, granted.Group.Path), context)
            {
                UserId = granted.UserId,
            });
            if (needed == TokenScope.Read && granted.Group.JournalReads)
            {
                var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
                requests.Add(granted.Group, LoggedRequests.Of(request, granted.TokenId, correlationId, status, null));
            }

            return result;
        }
        catch (Exception exception)
        {
            var error = ErrorOf(exception, request, correlationId, request.Method);
            if (error.Status < StatusCodes.Status500InternalServerError)
            {
                Refused(request.Method, error.Status, error.ScimType ?? "error", error.LogDetail, correlationId);
            }

            if (granted is not null)
            {
                requests.Add(granted.Group, LoggedRequests.Of(request, granted.TokenId, correlationId, error.Status, error.Detail));
            }

            return JsonResult.Of(error);
        }
    }

    /// <summary>Tells the provisioning log of a part of a request that was refused.</summary>
    internal void Tell(ScimRequest scim, LoggedRequest refused) => requests.Add(scim.Group, refused with
    {
        Actor = scim.Change.Actor,
        Client = scim.Change.Client,
        CorrelationId = scim.Change.CorrelationId,
    });

    /// <summary>What the client is told of an exception, which the log tells more of.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="request">The request.</param>
    /// <param name="correlationId">The id under which the log is found.</param>
    /// <param name="method">What was to be done.</param>
    internal ScimError ErrorOf(Exception exception, HttpRequest request, string correlationId, string method)
    {
        switch (exception)
        {
            case ScimException scim:
                return scim.Error;
            case BadHttpRequestException bad:
                return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? ScimError.TooLarge("The body is larger than this path accepts.")
                    : ScimError.InvalidSyntax("The request could not be read to its end.");
            case OperationCanceledException when request.HttpContext.RequestAborted.IsCancellationRequested:
                return ScimError.Unavailable("The client closed the connection.", retryAfterSeconds: 1);
            case StorageException or TokenVaultException:
                StoreFailed(Failure.Describe(exception), correlationId);
                return ScimError.Unavailable("The store cannot be reached at the moment. Nothing is half-written; repeat the request.", retryAfterSeconds: 5);
            default:
                Failed(Failure.Describe(exception), method, correlationId);
                return ScimError.Internal(correlationId);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Refused {Method}: {Status} {ScimType}: {Detail} ({CorrelationId})")]
    private partial void Refused(string method, int status, string scimType, string detail, string correlationId);

    [LoggerMessage(2, LogLevel.Error, "The store failed ({CorrelationId}): {Failure}")]
    private partial void StoreFailed(string failure, string correlationId);

    [LoggerMessage(3, LogLevel.Error, "Failed to answer {Method} ({CorrelationId}): {Failure}")]
    private partial void Failed(string failure, string method, string correlationId);
}
