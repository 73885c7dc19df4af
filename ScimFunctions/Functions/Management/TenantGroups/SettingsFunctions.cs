using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.TenantGroups;

/// <summary>The settings of a tenant group, for its administrator.</summary>
public sealed class SettingsFunctions(ManagementEndpoint endpoint, TenantGroupChanges changes, TokenAuthenticator authenticator)
{
    private const string Settings = "api/groups/{group}/settings";

    [Function("GetSettings")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Settings)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, management => new(Answer(management.Stored)), cancellation);

    [Function("PatchSettings")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Settings)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var body = await JsonFields.ReadAsync(request, cancellation, SettingsBody.Known);
            var outcome = await changes.ChangeAsync(
                management.Group.Path, group => SettingsBody.Merge(group, body), management.IfMatch, cancellation);
            authenticator.Forget(management.Group);
            return Answer(outcome.Saved(management.IfMatch));
        }, cancellation);

    private static ManagementJsonResult Answer(StoredTenantGroup stored) =>
        new(StatusCodes.Status200OK, writer => SettingsBody.Write(writer, stored.Group)) { Version = stored.ETag };
}
