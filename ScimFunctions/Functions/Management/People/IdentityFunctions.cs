using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Identities;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions.Management.People;

/// <summary>The identities of a tenant group: which extern_uid is whose.</summary>
public sealed class IdentityFunctions(
    ManagementEndpoint endpoint, IdentityReader reader, IdentityDirectory identities, ManagementChanges changes, PeopleCursors cursors)
{
    private const string Identities = "api/groups/{group}/identities", One = Identities + "/{externUid}";
    private const string ExternUid = "externUid", Active = "active", Example = "jo@example.com";

    [Function("ListIdentities")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Identities)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var active = ActiveOf(management);
            if (management.Query(ExternUid) is { } externUid)
            {
                var found = await reader.FindAsync(management.Group, externUid, cancellation);
                Identity[] items = found is not null && (active is null || found.Active == active) ? [found] : [];
                return ManagementJsonResult.List(items, null, Write);
            }

            string?[] list = [Identities, management.Query(Active)];
            var after = await cursors.OpenAsync(management, list, cancellation);
            var page = await reader.ListAsync(management.Group, active, after, management.Count, cancellation);
            return ManagementJsonResult.List(page.Items, await cursors.SealAsync(management, list, page.Next, cancellation), Write);
        }, cancellation);

    [Function("GetIdentity")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
            Answer(await identities.GetAsync(management.Group, ExternUidOf(management), cancellation)), cancellation);

    [Function("PatchIdentity")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var body = await JsonFields.ReadAsync(request, cancellation, ExternUid, Active);
            var (externUid, active) = (body.Text(ExternUid, ResourceLimits.UniqueCharacters, Example), body.Flag(Active));
            if (externUid is null && active is null)
            {
                throw body.Refuse(ExternUid, "Send externUid, active or both. To take the extern_uid away, delete the identity.", Example);
            }

            return Answer(await identities.ChangeAsync(
                management.Group, ExternUidOf(management), externUid, active, management.IfMatch, await changes.OfAsync(management, cancellation), cancellation));
        }, cancellation);

    [Function("DeleteIdentity")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            await identities.DeleteAsync(
                management.Group, ExternUidOf(management), management.IfMatch, await changes.OfAsync(management, cancellation), cancellation);
            return Results.NoContent();
        }, cancellation);

    // Servers leave an escaped slash as it is, so that a path keeps its parts; here it is one of a NameID such as a URL.
    private static string ExternUidOf(ManagementRequest management) =>
        management.Route(ExternUid).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static bool? ActiveOf(ManagementRequest management) => management.Query(Active) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Problem.OfField(Active, "It is true or false.", "?active=true").ToException(),
    };

    private static ManagementJsonResult Answer(Identity identity) =>
        new(StatusCodes.Status200OK, writer => Write(writer, identity)) { Version = identity.Version };

    private static void Write(Utf8JsonWriter writer, Identity identity)
    {
        writer.WriteStartObject();
        writer.WriteString("externUid"u8, identity.ExternUid);
        writer.WriteString("userId"u8, identity.UserId);
        writer.WriteString("userName"u8, identity.UserName);
        writer.WriteBoolean("active"u8, identity.Active);
        writer.WriteString("role"u8, identity.Role);
        writer.WriteEndObject();
    }
}
