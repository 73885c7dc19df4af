using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management;

/// <summary>The schema extensions of a tenant group, for its administrator.</summary>
public sealed class ExtensionFunctions(
    ManagementEndpoint endpoint, ExtensionRegistry registry, CatalogReader catalogs, TokenAuthenticator authenticator)
{
    private const string Schemas = "api/groups/{group}/schemas", Urn = "urn";

    private static readonly Problem NotRegistered = new(
        StatusCodes.Status404NotFound, "There is no such extension", "This group has registered no schema of this URN.");

    [Function("ListExtensions")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Schemas)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var registrations = await catalogs.RegistrationsAsync(management.Group, cancellation);
            return new ManagementJsonResult(StatusCodes.Status200OK, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("extensions"u8);
                foreach (var registration in registrations.Where(registration => !registration.Removed))
                {
                    ExtensionBody.Write(writer, registration, management.BaseUrl);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }, cancellation);

    [Function("GetExtension")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Schemas + "/{urn}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var registrations = await catalogs.RegistrationsAsync(management.Group, cancellation);
            return ExtensionRegistry.Find(registrations, management.Route(Urn)) is { } registration
                ? Answer(StatusCodes.Status200OK, registration, management)
                : new ProblemResult(NotRegistered);
        }, cancellation);

    [Function("PutExtension")]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Schemas + "/{urn}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var wanted = await ExtensionBody.ReadAsync(request, management.Route(Urn), cancellation);
            var outcome = await registry.RegisterAsync(management.Group.Path, wanted, cancellation);
            authenticator.Forget(management.Group);
            return Answer(outcome, management);
        }, cancellation);

    [Function("DeleteExtension")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Schemas + "/{urn}")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var outcome = await registry.RemoveAsync(management.Group.Path, management.Route(Urn), cancellation);
            authenticator.Forget(management.Group);
            return Answer(outcome, management);
        }, cancellation);

    private static IResult Answer(ExtensionOutcome outcome, ManagementRequest management) => outcome switch
    {
        ExtensionRegistered done => Answer(done.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, done.Registration, management),
        ExtensionRemoved => Results.NoContent(),
        ExtensionMissing => new ProblemResult(NotRegistered),
        ExtensionConflict conflict => new ProblemResult(
            Problem.Of(StatusCodes.Status409Conflict, "The definition conflicts with what is registered", conflict.Problem)),
        _ => new ProblemResult(Problem.Contended),
    };

    private static ManagementJsonResult Answer(int status, SchemaRegistration registration, ManagementRequest management) =>
        new(status, writer => ExtensionBody.Write(writer, registration, management.BaseUrl));
}
