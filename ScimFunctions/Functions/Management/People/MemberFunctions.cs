using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions.Management.Bodies;

namespace ScimFunctions.Functions.Management.People;

/// <summary>The members of a tenant group and their roles.</summary>
public sealed class MemberFunctions(
    ManagementEndpoint endpoint, MemberReader members, UserDirectory users, ManagementChanges changes, PeopleCursors cursors)
{
    private const string Members = "api/groups/{group}/members", One = Members + "/{userId}", UserId = "userId", Role = "role";
    private const int LongestRole = 64;

    private static readonly Problem NoMember = new(
        StatusCodes.Status404NotFound, "There is no such member", "No member of this group has this user id.");

    [Function("ListMembers")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Members)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            string?[] list = [Members];
            var after = await cursors.OpenAsync(management, list, cancellation);
            var page = await members.ListAsync(management.Group, after, management.Count, cancellation);
            return ManagementJsonResult.List(page.Items, await cursors.SealAsync(management, list, page.Next, cancellation), Write);
        }, cancellation);

    [Function("GetMember")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management => Answer(await FindAsync(management, cancellation)), cancellation);

    [Function("PatchMember")]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = One)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var roles = management.Group.MemberRoles;
            var body = await JsonFields.ReadAsync(request, cancellation, Role);
            var role = body.RequiredText(Role, LongestRole, roles[^1]);
            if (!roles.Contains(role, StringComparer.Ordinal))
            {
                throw body.Refuse(Role, $"It is one of the roles of the group: {string.Join(", ", roles)}.", roles[^1]);
            }

            await users.SetRoleAsync(
                management.Group, management.Route(UserId), role, management.IfMatch, await changes.OfAsync(management, cancellation), cancellation);
            return Answer(await FindAsync(management, cancellation));
        }, cancellation);

    private async Task<Member> FindAsync(ManagementRequest management, CancellationToken cancellation) =>
        await members.FindAsync(management.Group, management.Route(UserId), cancellation) ?? throw NoMember.ToException();

    private static ManagementJsonResult Answer(Member member) =>
        new(StatusCodes.Status200OK, writer => Write(writer, member)) { Version = member.Version };

    private static void Write(Utf8JsonWriter writer, Member member)
    {
        writer.WriteStartObject();
        writer.WriteString("userId"u8, member.UserId);
        writer.WriteString("userName"u8, member.UserName);
        writer.WriteString("role"u8, member.Role);
        writer.WriteString("state"u8, member.Active ? "active"u8 : "ended"u8);
        writer.WriteString("since"u8, member.Since.UtcDateTime);
        writer.WriteEndObject();
    }
}
