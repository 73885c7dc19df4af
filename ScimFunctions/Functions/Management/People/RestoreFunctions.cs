using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Restoring;
using ScimFunctions.Directory.Users;

namespace ScimFunctions.Functions.Management.People;

/// <summary>Makes deleted users again.</summary>
public sealed class RestoreFunctions(ManagementEndpoint endpoint, UserRestoration restoration, ManagementChanges changes)
{
    private static readonly Problem NeverDeleted = new(
        StatusCodes.Status404NotFound, "There is no such user", "No user of this id was deleted from this group.");

    private static readonly Problem IsThere = new(
        StatusCodes.Status409Conflict, "The user is there", "The user was not deleted, or is restored already.");

    private static readonly Problem Forgotten = new(
        StatusCodes.Status410Gone, "The user can no longer be restored",
        "The journal no longer has the user's last state: it was older than the group's retention, or was erased. Create the user anew.");

    [Function("RestoreUser")]
    public Task<IResult> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/groups/{group}/users/{id}/restore")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var context = await changes.OfAsync(management, cancellation);
            return await restoration.RestoreAsync(management.Group, management.Route("id"), context, cancellation) switch
            {
                Restored restored => Answer(restored.User, management),
                NotDeleted { IsThere: true } => throw IsThere.ToException(),
                NotDeleted => throw NeverDeleted.ToException(),
                ValueTaken taken => throw Problem.Of(taken.Error).ToException(),
                _ => throw Forgotten.ToException(),
            };
        }, cancellation);

    private static ManagementJsonResult Answer(StoredUser user, ManagementRequest management) => new(StatusCodes.Status201Created, writer => Write(writer, user))
    {
        Version = user.Version,
        Location = $"{management.BaseUrl}/Users/{user.Id}",
    };

    private static void Write(Utf8JsonWriter writer, StoredUser user)
    {
        writer.WriteStartObject();
        writer.WriteString("userId"u8, user.Id);
        writer.WriteString("userName"u8, user.UserName);
        writer.WriteString("role"u8, user.Role);
        writer.WriteString("state"u8, user.Active ? "active"u8 : "ended"u8);
        writer.WriteEndObject();
    }
}
