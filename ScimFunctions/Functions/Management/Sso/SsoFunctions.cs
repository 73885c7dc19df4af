using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Functions.Management.TenantGroups;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.Sso;

/// <summary>How the members of a tenant group sign in, for its administrator.</summary>
public sealed class SsoFunctions(ManagementEndpoint endpoint, TenantGroupChanges changes, SsoReader reader, TokenAuthenticator authenticator)
{
    private const string Sso = "api/groups/{group}/sso";

    private static readonly Problem NotConfigured = new(
        StatusCodes.Status404NotFound, "SAML SSO is not configured", "This group has no SAML SSO yet. Configure it by PUT at this path.");

    [Function("GetSso")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Sso)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, management => new(Answer(management.Stored)), cancellation);

    [Function("PutSso")]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Sso)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var sso = await reader.ReadAsync(await JsonFields.ReadAsync(request, cancellation, SsoReader.Known), cancellation);
            return Answer(await ChangeAsync(management, sso, cancellation));
        }, cancellation);

    [Function("DeleteSso")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Sso)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            await ChangeAsync(management, sso: null, cancellation);
            return Results.NoContent();
        }, cancellation);

    private async Task<StoredTenantGroup> ChangeAsync(ManagementRequest management, SamlSso? sso, CancellationToken cancellation)
    {
        var outcome = await changes.ChangeAsync(management.Group.Path, group => group with { Sso = sso }, management.IfMatch, cancellation);
        authenticator.Forget(management.Group);
        return outcome.Saved(management.IfMatch);
    }

    private static IResult Answer(StoredTenantGroup stored) => stored.Group.Sso is not { } sso
        ? new ProblemResult(NotConfigured)
        : new ManagementJsonResult(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("issuer"u8, sso.Issuer);
            writer.WriteString("signInUrl"u8, sso.SignInUrl);
            writer.WriteString("certificate"u8, sso.Certificate);
            writer.WriteString("nameIdSource"u8, sso.NameIdSource);
            writer.WritePropertyName("certificateFacts"u8);
            SsoCertificate.WriteFacts(writer, sso.Certificate);
            writer.WriteEndObject();
        })
        { Version = stored.ETag };
}
