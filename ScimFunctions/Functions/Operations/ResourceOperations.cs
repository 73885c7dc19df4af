using System.Text.Json.Nodes;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Users;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Operations;

/// <summary>
/// What is done with one resource of either type, however it was asked for: by its own URL, as <c>/Me</c> or in a bulk
/// request. Bodies are those that clients send, and are read by the schemas of the tenant group.
/// </summary>
/// <remarks>All methods throw <see cref="ScimException"/> for what the client is told, and
/// <see cref="Storage.StorageException"/> where the store fails.</remarks>
public sealed class ResourceOperations(UserDirectory users, GroupDirectory groups)
{
    /// <summary>Makes a resource (RFC 7644 §3.3).</summary>
    public Task<StoredResource> CreateAsync(ResourceTarget target, JsonObject body, CancellationToken cancellation) =>
        CreateAsync(target, new ResourceBody(body, null), cancellation);

    /// <summary>Makes a resource (RFC 7644 §3.3).</summary>
    public async Task<StoredResource> CreateAsync(ResourceTarget target, ResourceBody body, CancellationToken cancellation)
    {
        var (json, members) = body;
        var content = ResourceReader.Read(json, target.Type);
        return IsUser(target)
            ? await users.CreateAsync(target.Group, content, ResourceReader.ReadClientId(json), WithPassword(target, PasswordChange.Of(json, target.Type)), cancellation)
            : await groups.CreateAsync(target.Group, content, members ?? MembersOf(content), target.Change, cancellation);
    }

    /// <summary>Reads a resource (RFC 7644 §3.4.1).</summary>
    public async ValueTask<StoredResource> GetAsync(ResourceTarget target, string id, CancellationToken cancellation) => IsUser(target)
        ? await users.GetAsync(target.Group, id, cancellation)
        : await groups.GetAsync(target.Group, id, cancellation);

    /// <summary>Puts a resource in the place of another (RFC 7644 §3.5.1).</summary>
    public Task<StoredResource> ReplaceAsync(
        ResourceTarget target, string id, JsonObject body, Precondition condition, CancellationToken cancellation) =>
        ReplaceAsync(target, id, new ResourceBody(body, null), condition, cancellation);

    /// <summary>Puts a resource in the place of another (RFC 7644 §3.5.1).</summary>
    public async Task<StoredResource> ReplaceAsync(
        ResourceTarget target, string id, ResourceBody body, Precondition condition, CancellationToken cancellation)
    {
        var (json, members) = body;
        var content = ResourceReader.Read(json, target.Type);
        return IsUser(target)
            ? await users.ReplaceAsync(target.Group, id, content, condition, WithPassword(target, PasswordChange.Of(json, target.Type)), cancellation)
            : await groups.ReplaceAsync(target.Group, id, content, members ?? MembersOf(content), condition, target.Change, cancellation);
    }

    /// <summary>Changes a resource (RFC 7644 §3.5.2).</summary>
    public async Task<StoredResource> PatchAsync(
        ResourceTarget target, string id, JsonObject body, Precondition condition, CancellationToken cancellation)
    {
        var patch = PatchRequest.Parse(body);
        return IsUser(target)
            ? await users.PatchAsync(target.Group, id, Apply, condition, WithPassword(target, PasswordChange.Of(patch, target.Type)), cancellation)
            : await groups.PatchAsync(target.Group, id, patch, condition, target.Change, cancellation);

        JsonObject Apply(JsonObject resource)
        {
            Patcher.Apply(resource, patch, target.Type, target.Change.Work);
            return resource;
        }
    }

    /// <summary>Deletes a resource (RFC 7644 §3.6).</summary>
    public Task DeleteAsync(ResourceTarget target, string id, Precondition condition, CancellationToken cancellation) => IsUser(target)
        ? users.DeleteAsync(target.Group, id, condition, target.Change, cancellation)
        : groups.DeleteAsync(target.Group, id, condition, target.Change, cancellation);

    private static MemberList MembersOf(JsonObject content) => MemberList.Of(content["members"] as JsonArray);

    private static ChangeContext WithPassword(ResourceTarget target, PasswordChange? password) =>
        password is null ? target.Change : target.Change with { Password = password };

    private static bool IsUser(ResourceTarget target) => target.Type.Name == ResourceTypes.User.Name;
}
