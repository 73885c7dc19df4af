using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Requests;

/// <summary>The body of a POST or PUT of a resource.</summary>
/// <param name="Json">The object, with look-up of names without case.</param>
/// <param name="Members">The members of a SCIM group where they were taken out of the object as they came; else null.</param>
public sealed record ResourceBody(JsonObject Json, MemberList? Members)
{
    /// <summary>Reads the body of a request for a resource of a type.</summary>
    /// <exception cref="ScimException">As <see cref="RequestBody.ReadAsync"/>.</exception>
    public static async ValueTask<ResourceBody> ReadAsync(HttpRequest request, ResourceType type, CancellationToken cancellation) =>
        type.Name == ResourceTypes.Group.Name
            ? await RequestBody.ReadGroupAsync(request, type, BodyLimit.Of(type), cancellation)
            : new ResourceBody(await RequestBody.ReadAsync(request, BodyLimit.Of(type), cancellation), null);
}
