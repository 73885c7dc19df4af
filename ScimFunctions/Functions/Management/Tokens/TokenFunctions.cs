using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Use;

namespace ScimFunctions.Functions.Management.Tokens;

/// <summary>The tokens of a tenant group, for its administrator.</summary>
public sealed class TokenFunctions(
    ManagementEndpoint endpoint, TokenAdministration tokens, TokenUses uses, TokenAuthenticator authenticator)
{
    private const string Tokens = "api/groups/{group}/tokens", One = Tokens + "/{id}", Id = "id";

    [Function("ListTokens")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Tokens)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var found = await FindAsync(management, cancellation);
            var used = await uses.ReadAsync(management.Group.Id, cancellation);
            return ManagementJsonResult.List(found, nextCursor: null, (writer, token) => TokenBody.Write(writer, token, LastUse(used, token)));
        }, cancellation);

    [Function("CreateToken")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Tokens)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var body = await JsonFields.ReadAsync(request, cancellation, TokenBody.Known);
            var outcome = await tokens.CreateAsync(management.Group.Path, TokenBody.Read(body, management.By), cancellation);
            return Made(management, outcome, body);
        }, cancellation);

    [Function("GetToken")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var token = await GetAsync(management, cancellation);
            var used = await uses.ReadAsync(management.Group.Id, cancellation);
            return new ManagementJsonResult(StatusCodes.Status200OK, writer => TokenBody.Write(writer, token, LastUse(used, token)));
        }, cancellation);

    [Function("RotateToken")]
    public Task<IResult> Rotate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/rotate")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var body = await JsonFields.ReadOptionalAsync(request, cancellation, TokenBody.Name, TokenBody.LifetimeDays, TokenBody.OverlapHours);
            var before = await GetAsync(management, cancellation);
            var outcome = await tokens.RotateAsync(
                management.Group.Path, before.Id, TokenBody.ReadSuccessor(body, before, management.By), TokenBody.ReadOverlap(body), cancellation);
            return Made(management, outcome, body);
        }, cancellation);

    [Function("RevokeToken")]
    public Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var id = management.Route(Id);
            var outcome = await tokens.RevokeAsync(management.Group.Path, id, cancellation);
            authenticator.Forget(management.Group);
            if (outcome is TokenUnchanged unchanged)
            {
                throw TokenProblems.Of(unchanged, body: null);
            }

            await uses.ForgetAsync(management.Group.Id, id, cancellation);
            return Results.NoContent();
        }, cancellation);

    private ManagementJsonResult Made(ManagementRequest management, TokenOutcome outcome, JsonFields body)
    {
        authenticator.Forget(management.Group);
        return outcome is TokenMade made
            ? new ManagementJsonResult(StatusCodes.Status201Created, writer => TokenBody.WriteMade(writer, made, management.BaseUrl)) { IsSecret = true }
            : throw TokenProblems.Of((TokenUnchanged)outcome, body);
    }

    private async Task<StoredToken> GetAsync(ManagementRequest management, CancellationToken cancellation)
    {
        var id = management.Route(Id);
        return (await FindAsync(management, cancellation)).FirstOrDefault(token => token.Has(id)) ?? throw TokenProblems.NoToken.ToException();
    }

    private async Task<IReadOnlyList<StoredToken>> FindAsync(ManagementRequest management, CancellationToken cancellation) =>
        await tokens.ListAsync(management.Group.Path, cancellation) ?? throw Problem.NoTenantGroup.ToException();

    private static DateTimeOffset? LastUse(IReadOnlyDictionary<string, DateTimeOffset> used, StoredToken token) =>
        used.TryGetValue(token.Id, out var hour) ? hour : null;
}
