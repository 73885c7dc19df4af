using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Identities;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions.Management.People;

/// <summary>Tells an application whether somebody who signed in by SAML may come in. It asks with the token of the tenant group, of whatever scope.</summary>
public sealed class SignInFunctions(ManagementEndpoint endpoint, SignInCheck check)
{
    private const string NameId = "nameId";

    [Function("CheckSignIn")]
    public Task<IResult> Check(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/groups/{group}/sign-in-check")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerWithTokenAsync(request, async group =>
        {
            var body = await JsonFields.ReadAsync(request, cancellation, NameId);
            var decision = await check.DecideAsync(group, body.RequiredText(NameId, ResourceLimits.UniqueCharacters, "jo@example.com"), cancellation);
            return new ManagementJsonResult(StatusCodes.Status200OK, writer => Write(writer, decision));
        }, cancellation);

    private static void Write(Utf8JsonWriter writer, SignInDecision decision)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("allowed"u8, decision.Allowed);
        writer.WriteString("reason"u8, decision.Reason switch
        {
            SignInReason.Member => "member"u8,
            SignInReason.NotActive => "notActive"u8,
            _ => "notProvisioned"u8,
        });
        if (decision.Identity is { } identity)
        {
            writer.WriteString("userId"u8, identity.UserId);
            writer.WriteString("userName"u8, identity.UserName);
            writer.WriteString("role"u8, identity.Role);
        }

        writer.WriteEndObject();
    }
}
