using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.TenantGroups;

/// <summary>The tenant groups of the deployment, for its administrator.</summary>
public sealed class TenantGroupFunctions(
    ManagementEndpoint endpoint, TenantGroupRegistry groups, TenantGroupMaking making, TenantGroupChanges changes,
    TenantGroupRenaming renaming, TenantGroupDeleting deleting, Counts counts, TokenAuthenticator authenticator, PublicUrl urls)
{
    private const string Groups = "api/groups", One = "api/groups/{group}";

    [Function("ListTenantGroups")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Groups)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerRootAsync(request, async root =>
        {
            var count = root.Count;
            var found = await groups.ListAsync(count, TenantGroupCursor.Read(root.Cursor), cancellation);
            return ManagementJsonResult.List(
                found,
                found.Count < count ? null : TenantGroupCursor.Of(found[^1].Group),
                (writer, stored) => TenantGroupBody.Write(writer, stored.Group, urls.OfGroup(request, stored.Group.Path)));
        }, cancellation);

    [Function("CreateTenantGroup")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Groups)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerRootAsync(request, async root => await making.MakeAsync(root, cancellation), cancellation);

    [Function("GetTenantGroup")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerDeletedAsync(request, async management =>
        {
            // What is being removed is not counted: that would write into it.
            var isActive = management.Group.Deleting is null;
            var (users, scimGroups) = isActive ? await counts.TotalsAsync(management.Group.Id, cancellation) : default;
            return Answer(request, management.Stored, writer =>
            {
                if (isActive)
                {
                    writer.WriteStartObject("counts"u8);
                    writer.WriteNumber("users"u8, users);
                    writer.WriteNumber("groups"u8, scimGroups);
                    writer.WriteEndObject();
                }
            });
        }, cancellation);

    [Function("PatchTenantGroup")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var body = await JsonFields.ReadAsync(request, cancellation, TenantGroupBody.Path, TenantGroupBody.Name);
            var (path, name) = (TenantGroupBody.ReadPath(body), TenantGroupBody.ReadName(body));
            var outcome = path is null
                ? await changes.ChangeAsync(management.Group.Path, group => group with { Name = name ?? group.Name }, management.IfMatch, cancellation)
                : await renaming.RenameAsync(management.Group.Path, path, name, management.IfMatch, cancellation);
            var stored = outcome.Saved(management.IfMatch);
            authenticator.Forget(management.Group);
            authenticator.Forget(stored.Group);
            return Answer(request, stored);
        }, cancellation);

    [Function("DeleteTenantGroup")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerDeletedAsync(request, async management =>
        {
            var stored = (await deleting.DeleteAsync(management.Group.Path, management.IfMatch, cancellation)).Saved(management.IfMatch);
            authenticator.Forget(stored.Group);
            return new ManagementJsonResult(StatusCodes.Status202Accepted, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("status"u8, "deleting"u8);
                Instant.Write(writer, "removedAfter", stored.Group.Deleting!.RemovedAfter);
                writer.WriteEndObject();
            });
        }, cancellation);

    private ManagementJsonResult Answer(HttpRequest request, StoredTenantGroup stored, Action<Utf8JsonWriter>? more = null) => new(
        StatusCodes.Status200OK,
        writer => TenantGroupBody.Write(writer, stored.Group, urls.OfGroup(request, stored.Group.Path), more))
    { Version = stored.ETag };
}
