using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Management.Access;

/// <summary>The key of the management interface, for its holder.</summary>
public sealed class AdminKeyFunctions(ManagementEndpoint endpoint, AdminKey adminKey)
{
    private static readonly Problem Contended = new(
        StatusCodes.Status503ServiceUnavailable, "The admin key is being changed", "Somebody else changed the admin key at the same time. Repeat the request.")
    { RetryAfterSeconds = 1 };

    [Function("RotateAdminKey")]
    public Task<IResult> Rotate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin-key/rotate")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerRootAsync(request, async _ =>
        {
            var key = await adminKey.RotateAsync(cancellation) ?? throw Contended.ToException();
            return new ManagementJsonResult(StatusCodes.Status200OK, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("key"u8, key.Reveal());
                writer.WriteEndObject();
            })
            { IsSecret = true };
        }, cancellation);
}
